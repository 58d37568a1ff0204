using System.Text.RegularExpressions;

namespace KneeBot.Corpus;

/// <summary>What one line says about being the head of a reader's comment: a name, a date, "says:", a reply button.</summary>
/// <param name="Name">How surely the line names a person: 0 not, 1 perhaps (ordinary words, capitalised), 2 surely.</param>
/// <param name="Dated">Whether it carries a date or "3 days ago".</param>
/// <param name="Attributed">Whether it says that somebody wrote: "says", "wrote", "replied", "Posted by".</param>
/// <param name="Control">Whether it is only a button or a count: "Reply", "Like", "3 points".</param>
internal readonly partial record struct CommentLine(int Name, bool Dated, bool Attributed, bool Control)
{
    private const int LongestHead = 90;

    /// <summary>Whether it can be a part of a comment's head at all.</summary>
    public bool IsHead => Name > 0 || Dated || Attributed || Control;

    /// <summary>Reads a line; <paramref name="names"/> knows which words are ordinary ones in this article.</summary>
    public static CommentLine Read(string line, PersonNames names)
    {
        var rest = line.Trim().Trim('*', '_', '#', '>', '|').Trim();
        if (rest.Length is 0 or > LongestHead)
            return default;
        if (Button().IsMatch(rest))
            return new CommentLine(0, false, false, true);

        var undated = Date().Replace(rest, " ");
        var dated = undated.Length != rest.Length || undated != rest;
        rest = undated.Trim(Separators);
        var plain = SaidBefore().Replace(SaidAfter().Replace(rest, ""), "");
        var attributed = plain != rest;
        if (dated)
            plain = Joint().Replace(plain, " ");
        plain = Button().Replace(plain.Trim(Separators), "").Trim(Separators);
        if (plain.Length == 0)
            return dated ? new CommentLine(0, true, attributed, false) : default;

        var name = names.Judge(plain);
        return name == 0 ? default : new CommentLine(name, dated, attributed, false);
    }

    /// <summary>Whether a line is a button or a count, "Reply" or "Like (12)".</summary>
    public static bool IsButton(string line) => line.Trim() is { Length: > 0 and <= LongestHead } text && Button().IsMatch(text);

    private static readonly char[] Separators = [' ', ',', ':', ';', '-', '–', '—', '|', '·', '•', '(', ')', '[', ']', '#', '@', '~', '\t', '\u00A0', '*', '_', '/', '.'];

    [GeneratedRegex(@"^(reply|reply\W+|replies|log ?in to (reply|comment)|like|likes?\W*\d*\W*|top (fan|contributor)|rising fan|see translation|follow|\d+ likes?|unlike|love|report( abuse| comment)?|flag|permalink|edit|edited|upvote|downvote|vote (up|down)|helpful\??|quote|reply[ ·•|/]+(quote|like|report|share|permalink)|like[ ·•|/]+(reply|share|report).{0,20}|\d+ (points?|repl(y|ies)|votes?|people found this helpful)|[▲▼△▽+−|·•\d👍👎❤ ]{1,12}|(in )?reply(ing)? to .{1,40}|(view|show|hide|load) (more|all|\d+).{0,30}|author|post author|admin|moderator|top commenter|verified .{0,20}|(guest|new member|member)|.{0,40}avatar|gravatar.{0,20}|#\d+|comment #?\d+|share|pinned|your comment is awaiting moderation\.?)$", RegexOptions.IgnoreCase)]
    private static partial Regex Button();

    [GeneratedRegex(@"((mon|tues?|wed|wednes|thu|thurs|fri|sat|satur|sun)(day)?,? )?\b((\d{1,2}(st|nd|rd|th)?( of)? (jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,? '?\d{2,4})|((jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{1,2}(st|nd|rd|th)?,? \d{4})|((jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.? \d{4})|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}[-/.]\d{1,2}[-/.]\d{1,2})\b((,| at| @| -| –| \||T)? ?\d{1,2}([:.]\d{2}){1,2}( ?[ap]\.?m\b\.?)?)?|\b(about |over |almost )?(\d+|an?|one|two|three|four|five|six|several) ?(seconds?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?|yrs?) ago\b|\b(yesterday|today|last (week|month|year)) at \d{1,2}[:.]\d{2}( ?[ap]\.?m\b\.?)?|\b\d+ ?(d|w|wks?|mo|y|yrs?|h|hrs?|mins?)$", RegexOptions.IgnoreCase)]
    private static partial Regex Date();

    [GeneratedRegex(@"\s+(says|said|wrote|writes|replied|replies|commented|comments|responds|responded)(\s*(on|at|this|to [\p{L} .]{1,30}))?\s*[:…-]?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex SaidAfter();

    [GeneratedRegex(@"^(posted|comment|commented|reply|replied|response|submitted|question|asked|left) (by|from)\b\s*:?\s*", RegexOptions.IgnoreCase)]
    private static partial Regex SaidBefore();

    [GeneratedRegex(@"\b(on|at|by|from|posted|edited|reply|permalink)\b", RegexOptions.IgnoreCase)]
    private static partial Regex Joint();
}
