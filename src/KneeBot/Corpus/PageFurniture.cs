using System.Text.RegularExpressions;

namespace KneeBot.Corpus;

/// <summary>Lines of a web page that are not its article: "read more", sharing, adverts, navigation, forms, lists of other posts.</summary>
internal static partial class PageFurniture
{
    private const int LongestLine = 200;
    private const int MostTitleWords = 10;

    /// <summary>Takes the lines out, and says in <paramref name="leftOut"/> how many there were and where.</summary>
    public static List<PageBlock> Remove(IReadOnlyList<PageBlock> blocks, List<string> leftOut)
    {
        var kept = new List<PageBlock>(blocks.Count);
        var dropped = new List<PageBlock>();
        var box = Box.None;
        foreach (var block in blocks)
        {
            var title = TitleOf(block);
            if (title != Box.None)
                box = title;
            else if (!Continues(box, block, dropped))
                box = Box.None;
            if (box != Box.None || IsFurniture(block.Text))
                dropped.Add(block);
            else
                kept.Add(block);
        }

        if (dropped.Count > 0)
            leftOut.Add($"{dropped.Count} {(dropped.Count == 1 ? "line" : "lines")} of navigation, sharing, adverts or links to other pages ({Lines([.. dropped.Select(block => block.Line)])})");
        return kept;
    }

    /// <summary>Whether a line is furniture by itself.</summary>
    public static bool IsFurniture(string text) =>
        text.Length <= LongestLine && (ButtonRow.Is(text) || Line().IsMatch(text.Trim(' ', '*', '_', '[', ']', '»', '›', '>', '→')) || Pointer().IsMatch(text) || IsCommentForm(text) || IsByline(text));

    /// <summary>Whether a line belongs to the form in which a reader writes a comment.</summary>
    public static bool IsCommentForm(string text) => text.Length <= LongestLine && Form().IsMatch(text.Trim(' ', '*', '_'));

    private static bool IsByline(string text) => text.Length is > 0 and <= 120 && text[^1] is not ('.' or '!' or '?' or ':') && Byline().IsMatch(text);

    /// <summary>Whether a line is the title of a list of other pages: "You may also like".</summary>
    public static bool IsLinkBoxTitle(string text) => TitleOf(text) == Box.Links;

    /// <summary>A part of the page under its own title: a list of links, or a text about the site or its sources.</summary>
    private enum Box { None, Links, Whole }

    private static Box TitleOf(PageBlock block) => block.Kind == PageBlockKind.ListItem ? Box.None : TitleOf(block.Text);

    private static Box TitleOf(string line)
    {
        var text = line.Trim(' ', '*', '_', ':', '#');
        return text.Length > 80 ? Box.None
            : WholeBoxTitle().IsMatch(text) ? Box.Whole
            : LinkBoxTitle().IsMatch(text) ? Box.Links : Box.None;
    }

    private static bool Continues(Box box, PageBlock block, List<PageBlock> dropped) => box switch
    {
        Box.None => false,
        // A guessed heading right under the title is a name or the title of another post.
        Box.Whole => block.Kind != PageBlockKind.Heading || (block.Guessed && TitleOf(dropped[^1]) == Box.Whole),
        _ => block.IsLink || (block.Kind != PageBlockKind.Heading && IsLinkLine(block.Text)),
    };

    /// <summary>The title of another post, or its cut-off beginning: no full sentence.</summary>
    public static bool IsLinkLine(string text) =>
        text.Length <= LongestLine && (!text.AsSpan().ContainsAny('.', '!') || text.EndsWith('…') || text.EndsWith("...", StringComparison.Ordinal) || text.EndsWith(']') || (text.EndsWith('!') && text.AsSpan().Count(' ') < MostTitleWords && !text.Contains(". ", StringComparison.Ordinal)));

    /// <summary>Where something was left out, for the report.</summary>
    public static string Lines(IReadOnlyCollection<int> numbers)
    {
        var lines = numbers.Distinct().ToArray();
        return (lines.Length == 1 ? "line " : "lines ") + string.Join(", ", lines.Take(5)) + (lines.Length > 5 ? " …" : "");
    }

    [GeneratedRegex(@"^(tweet|pin( it)?|pinterest|facebook|twitter|x|linkedin|whatsapp|reddit|telegram|instagram|youtube|email|e-mail|mail|print|copy link|share|shares|save|follow( us)?( on .{1,30})?|share (this|on|via|with|the)( (article|post|page|story|love))?( (on|via|with) .{1,40})?:?|share( (this|on|via|to).{0,30})?:|(click to )?(share|email|print|tweet) .{0,40}\(opens in new window\)|like this:?|loading\W*|advertise?ments?|ads?|sponsored( (content|post|links?))?|promoted|report this ad|(article )?continues? (reading )?(below|after).{0,30}|skip to .{1,30}|menu|search|search for:?|home|about( us)?|contact( us)?|blog|close|open|toggle .{1,20}|log ?in|log ?out|sign ?(in|up|out)|register|subscribe|book( an?)? appointment|book (now|online)|request an appointment|make an appointment|call (us|now).{0,30}|home( ?[>›»/|·→] ?.{1,60})+|« .{1,120}|.{1,120} »|← .{1,120}|.{1,120} →|(previous|next|older|newer) (post|article|page|story|entry|entries|posts).{0,120}|(previous|next)|back to (top|the top|blog|home|all .{1,20})|(table of contents|contents|jump to|on this page|in this article|what's in this article|quick links)( \[?(hide|show|toggle)\]?)?:?|copyright .{1,100}|© ?.{1,100}|all rights reserved.{0,40}|privacy policy.{0,80}|terms (of|and) .{1,30}|cookie (policy|settings|preferences)|accept( all)?( cookies)?|reject( all)?|manage (cookies|preferences)|sitemap|disclaimer|(we|this (site|website)) uses? cookies.{0,150}|\d+[.,]?\d*k? (comments?|shares|likes|views|reads)|no comments( yet)?|(leave a (comment|reply)|\d+ comments?|no comments) ?[/|·•] ?.{1,120}|(leave|add|post|write) (a|your) (comment|reply)|comments? (off|closed|are closed).{0,30}|\d+[ -]min(ute)?s?( read)?|(reading|read) time.{0,30}|estimated read.{0,30}|(filed under|filed in|tagged( with| as)?|tags?|categories|category|topics|posted in)( ?: ?.{1,120}| .{1,80})?|(photo|image|picture|video)( credits?| by| courtesy.{0,40}| source)?( ?: ?.{1,120})?|(photo|image) (by|credit|courtesy) .{1,80}|hide|show|\[?(hide|show)\]?|watch (now|the video|video)|play( video)?|listen( to this article)?|download( (pdf|the app|our app|as pdf))?|rate this (article|post|page).{0,30}|was this (article |page |post )?helpful\??.{0,10}|yes \W? ?no|sign up (for|to) .{1,120}|subscribe (to|for|now|today) .{0,120}|join (our|the|over) .{0,100}(newsletter|list|subscribers|community).{0,60}|enter your email.{0,60}|email address:?|your email|scroll (to|down).{0,30}|page \d+( of \d+)?|\d+ / \d+|\W+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Line();

    [GeneratedRegex(@"^\W*((read|learn|see|find out|discover) (more|next|also|the full (article|story))( (about|on|here|at|in|from)\b.{0,150}| ?[:»›→>-].{0,160}|\W*)|(continue|keep) reading\b.{0,150}|(see|read|check out|you may want to read|also read|further reading|more on this( topic)?|related( (article|reading|post|story|link|topic|content|video))?s?|recommended( reading)?|editor's picks?|you (may|might) (also )?(like|enjoy|be interested in)|don't miss|must read|up next|next up|watch)( also)? ?[:→»›] ?.{0,160}|click here.{0,150}|.{0,150}\b(click here|read more|learn more)\W*)$", RegexOptions.IgnoreCase)]
    private static partial Regex Pointer();

    [GeneratedRegex(@"^(your email( address)? will not be published.{0,120}|required fields are marked.{0,20}|(name|email|e-mail|website|comment|url|your (name|email|comment|website))( ?\(?(required|optional)\)?)?( ?\*)?:?|(save|remember) my name.{0,150}|(post|submit|send|add)( (a|my|your))? (comment|reply|message)|submit|cancel( reply)?|click here to cancel reply.{0,20}|notify me (of|by|when|about).{0,100}|this site uses akismet.{0,150}|learn how your comment data is processed.{0,10}|you must be (logged|signed) in to .{1,60}|(log|sign) in to (comment|reply|leave).{0,40}|comments (are|have been) closed.{0,80}|please (note|read): comment.{0,120}|comment (moderation|policy|guidelines).{0,80})$", RegexOptions.IgnoreCase)]
    private static partial Regex Form();

    [GeneratedRegex(@"^\W*(((?i)written|posted|published|reviewed|(medically|clinically) reviewed|fact[- ]checked|updated|last (updated|reviewed|modified)|first published|edited|authored|author|reviewer)(?-i)( by| on|:) .{1,90}|By (Dr\.? )?\p{Lu}[\p{L}.'’-]+ \p{Lu}.{0,70}|((?i)last updated|updated|published|posted)(?-i):? [\p{Lu}\d].{0,12}\d{4}.{0,40})$")]
    private static partial Regex Byline();

    [GeneratedRegex(@"^((related|similar|more|recent|popular|latest|trending|recommended|other|featured|top|most (read|popular)) (posts?|articles?|stories|content|reading|links|topics|pages|blogs?|guides?|news|videos|from (the|our|this) .{1,30}|like this|on this topic|to explore|from .{1,40})|related|(you|readers|others|people) ((may|might|will) (also )?|also |who read this (also )?)(liked?|love|enjoy(ed)?|read|view(ed)?|be interested in)( (this|these|our|other|more))?( (articles?|posts?|stories|pages|guides?|reads|topics))?|(recommended|suggested|picked|selected|more) for you|see also|((read|up)( (this|these))?|what to read|where to go|coming up) next|(keep|continue|more) reading|more to (read|explore|discover)|further reading|editor'?s'? (picks?|choice)|don'?t miss|(trending|most (read|viewed|shared|popular)|popular|latest news)( (now|today|this week))?|in other news|share (this|on).{0,30}|archives?|categories|tags|follow us.{0,20}|connect with us|quick links|(in|on) this (article|page)|table of contents|contents|jump to.{0,20}|external links|advertise?ments?)$", RegexOptions.IgnoreCase)]
    private static partial Regex LinkBoxTitle();

    [GeneratedRegex(@"^((about|meet) the (author|writer|team)s?|author( bio)?|(our |the |get (our|the) |join our |subscribe to our )?newsletter.{0,30}|references|(article )?sources|footnotes|citations|bibliography|disclaimer|medical disclaimer|leave a (reply|comment))$", RegexOptions.IgnoreCase)]
    private static partial Regex WholeBoxTitle();
}
