using System.Text.RegularExpressions;

namespace KneeBot.Corpus;

/// <summary>The comments after an article, or in a section of it: their first block, the block after their last, and how many messages there are (the author's replies too).</summary>
internal sealed record CommentsFound(int Start, int End, int Count);

/// <summary>
/// Finds where the article ends and its readers begin to speak. A message is a head (a name, a date, "says:") over a text in
/// a reader's voice. One sign alone proves nothing: authors say "I", articles have short headings, bylines have dates.
/// </summary>
internal static partial class ReaderComments
{
    /// <summary>Text an article has before faint signs of comments count; before, only sure ones do. A byline over the first paragraph is no comment.</summary>
    private const int ShortestArticle = 250;

    private const int Convincing = 4, Sure = 5;
    private const int LookAhead = 8;
    private const int ResumedText = 200;

    /// <summary>The comments in <paramref name="blocks"/>, mostly at their end, or null where there are none.</summary>
    public static CommentsFound? Find(IReadOnlyList<PageBlock> blocks)
    {
        var names = new PersonNames(blocks);
        var messages = new List<int>();
        int? heading = null;
        var before = 0;
        for (var i = 0; i < blocks.Count; i++)
        {
            if (before > 0)
            {
                var isShort = before < ShortestArticle;
                if (heading is null && IsHeading(blocks[i].Text) && (isShort ? IsOverMessage(blocks, i, names) : Opens(blocks, i, names)))
                    heading = i;
                if (Score(blocks, i, names) >= (isShort && heading is null ? Sure : Convincing))
                    messages.Add(i);
            }

            if (blocks[i].Kind != PageBlockKind.Heading && blocks[i].Text.Length >= 40)
                before += blocks[i].Text.Length;
        }

        if (messages.Count > 0 && Resumption(blocks, messages, names) is { } resumed)
            messages.RemoveAll(start => start < resumed);
        var first = messages.Count == 0 ? heading : heading is { } at && at < messages[0] ? at : messages[0];
        if (first is not { } start)
            return null;
        start = HeadStart(blocks, Earlier(blocks, start, names), names);
        var end = End(blocks, start, names);
        return new CommentsFound(start, end, Math.Max(1, CountHeads(blocks, start, end, names)));
    }

    /// <summary>How surely a message begins at block <paramref name="i"/>.</summary>
    private static int Score(IReadOnlyList<PageBlock> blocks, int i, PersonNames names)
    {
        if (SaidIn(blocks[i]) is { Success: true } said && names.Judge(said.Groups["name"].Value) > 0)
            return 1 + names.Judge(said.Groups["name"].Value) + Math.Max(0, CommentVoice.Judge(said.Groups["text"].Value)) + (said.Groups["verb"].Success ? 1 : -1);

        if (Signed().Match(blocks[i].Text) is { Success: true } signed && names.Judge(signed.Groups["name"].Value) is > 0 and var signer)
            return CommentVoice.Judge(blocks[i].Text) is >= 2 and var tone ? signer + tone : 0;

        var (head, message, at) = Head(blocks, i, names);
        if (message.Length == 0 || !(head.Name > 0 || head.Dated || head.Attributed))
            return 0;
        var voice = CommentVoice.Judge(message);
        var buttons = head.Name == 2 && blocks[i] is not { Kind: PageBlockKind.Heading, Guessed: false } && !Repeats(blocks[i].FirstLine, message) ? Buttons(blocks, at) : 0;
        if (buttons > 0)
            return head.Name + (head.Dated ? 2 : 0) + (head.Control ? 1 : 0) + buttons + Math.Clamp(voice, -2, 3);
        if (head is { Dated: false, Attributed: false, Control: false })
            return Repeats(blocks[i].FirstLine, message) || voice < (head.Name == 2 ? 2 : 3) ? 0 : head.Name + voice;
        return head.Name + (head.Dated ? 2 : 0) + (head.Attributed ? 2 : 0) + (head.Control ? 1 : 0) + Math.Clamp(voice, -2, 3);
    }

    /// <summary>Whether a message has buttons under it, "Like (12)" and "Reply": 0 without "Reply", else up to 3.</summary>
    private static int Buttons(IReadOnlyList<PageBlock> blocks, int message)
    {
        // A message under its name in one paragraph may end in its buttons.
        var own = blocks[message].Rest.Split('\n').SkipWhile(line => !CommentLine.IsButton(line));
        string[] buttons = [.. own.Concat(blocks.Skip(message + 1).Take(2).Select(block => block.FirstLine)).TakeWhile(CommentLine.IsButton).Take(2)];
        return Array.Exists(buttons, button => button.Contains("repl", StringComparison.OrdinalIgnoreCase)) ? 1 + buttons.Length : 0;
    }

    /// <summary>The head that begins at a block, which may run over several, the message under it, and the block with it.</summary>
    private static (CommentLine Head, string Message, int At) Head(IReadOnlyList<PageBlock> blocks, int i, PersonNames names)
    {
        var head = default(CommentLine);
        for (; i < blocks.Count; i++)
        {
            var line = CommentLine.Read(blocks[i].FirstLine, names);
            // A second name belongs to the next head.
            if (!line.IsHead || (line.Name > 0 && head.Name > 0))
                return (head, head.IsHead ? blocks[i].Text : "", i);
            head = new CommentLine(Math.Max(head.Name, line.Name), head.Dated | line.Dated, head.Attributed | line.Attributed, head.Control | line.Control);
            if (blocks[i].Rest.Length > 0)
                return (head, blocks[i].Rest, i);
        }

        return (head, "", i);
    }

    /// <summary>Goes back over messages that convince only because others follow them: a name over a faint voice, a reader's thanks without a name.</summary>
    private static int Earlier(IReadOnlyList<PageBlock> blocks, int start, PersonNames names)
    {
        var before = start;
        for (var i = start - 1; i > 0 && i >= before - 4; i--)
        {
            var (head, message, _) = Head(blocks, i, names);
            var named = head.Name == 2 && message.Length > 0 && !Repeats(blocks[i].FirstLine, message) && CommentVoice.Judge(message) >= 1;
            var thanks = i == before - 1 && blocks[i].Kind != PageBlockKind.Heading && blocks[i].Text.Length < 300 && CommentVoice.IsAddressed(blocks[i].Text);
            if (named || thanks)
                before = i;
        }

        return before;
    }

    /// <summary>Dates and buttons directly above the first name belong to it.</summary>
    private static int HeadStart(IReadOnlyList<PageBlock> blocks, int start, PersonNames names)
    {
        while (start > 0 && blocks[start - 1].Rest.Length == 0 && (IsHeading(blocks[start - 1].Text) || IsNameless(CommentLine.Read(blocks[start - 1].FirstLine, names))))
            start--;
        return start;
    }

    private static bool IsNameless(CommentLine line) => line.Name == 0 && (line.Dated || line.Control);

    private static int CountHeads(IReadOnlyList<PageBlock> blocks, int start, int end, PersonNames names)
    {
        var count = 0;
        var inHead = false;
        for (var i = start; i < end; i++)
        {
            var line = CommentLine.Read(blocks[i].FirstLine, names);
            var head = !PageFurniture.IsCommentForm(blocks[i].FirstLine) && !IsHeading(blocks[i].FirstLine) && !CommentVoice.IsAddressed(blocks[i].FirstLine) && (line.Name > 0 || line.Attributed || line.Dated);
            if (head && !inHead || !head && Signed().IsMatch(blocks[i].Text) || !head && SaidIn(blocks[i]) is { Success: true } said && names.Judge(said.Groups["name"].Value) > 0)
                count++;
            inHead = (head || line.Control && inHead) && blocks[i].Rest.Length == 0;
        }

        return count;
    }

    /// <summary>Where comments under a heading of their own end: at the next heading of its rank over text of the article's, else where the page does.</summary>
    private static int End(IReadOnlyList<PageBlock> blocks, int start, PersonNames names)
    {
        if (blocks[start] is not { Kind: PageBlockKind.Heading, Guessed: false } heading || !IsHeading(heading.Text))
            return blocks.Count;
        var end = start + 1;
        while (end < blocks.Count && !(blocks[end] is { Kind: PageBlockKind.Heading, Guessed: false } next && next.Level <= heading.Level && GoesOn(blocks, start, end, names)))
            end++;
        return end;
    }

    /// <summary>Whether the article goes on under a heading after its comments: it speaks of what the article speaks of before them, in nobody's voice.</summary>
    private static bool GoesOn(IReadOnlyList<PageBlock> blocks, int comments, int at, PersonNames names)
    {
        if (IsHeading(blocks[at].Text) || PageFurniture.IsFurniture(blocks[at].Text) || PageFurniture.IsLinkBoxTitle(blocks[at].Text) || CommentLine.Read(blocks[at].FirstLine, names).Name == 2)
            return false;
        PageBlock[] under = [.. blocks.Skip(at + 1).TakeWhile(block => block.Kind != PageBlockKind.Heading)];
        var spokenOf = Words(blocks.Take(comments)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return under.Length > 0 && under.Sum(block => block.Text.Length) >= 40
            && under.All(block => CommentVoice.Judge(block.Text) <= 0 && !block.IsLink && !CommentLine.Read(block.FirstLine, names).IsHead)
            && Words(under.Prepend(blocks[at])).Any(spokenOf.Contains);
    }

    /// <summary>The longer words, which say what a text is about.</summary>
    private static IEnumerable<string> Words(IEnumerable<PageBlock> blocks) =>
        blocks.SelectMany(block => LongWord().Matches(block.Text)).Select(word => word.Value);

    /// <summary>Whether messages, or a form for one, follow a heading such as "Comments"; a link "Leave a comment" under the title opens nothing.</summary>
    private static bool Opens(IReadOnlyList<PageBlock> blocks, int heading, PersonNames names)
    {
        var plainText = 0;
        for (var i = heading + 1; i < blocks.Count && i <= heading + LookAhead; i++)
        {
            var block = blocks[i];
            if (PageFurniture.IsCommentForm(block.Text) || Score(blocks, i, names) >= Convincing - 1)
                return true;
            if (block.Kind == PageBlockKind.Heading && !block.Guessed && !CommentLine.Read(block.FirstLine, names).IsHead)
                return false;
            if (CommentVoice.Judge(block.Text) >= 2)
                return true;
            plainText += block.Text.Length >= 60 ? block.Text.Length : 0;
        }

        return plainText == 0;
    }

    /// <summary>Whether the next thing under a heading such as "12 Comments" is a message.</summary>
    private static bool IsOverMessage(IReadOnlyList<PageBlock> blocks, int heading, PersonNames names)
    {
        for (var i = heading + 1; i < blocks.Count && i <= heading + 3; i++)
        {
            if (Score(blocks, i, names) >= Convincing)
                return true;
            if (blocks[i].Text.Length >= 60)
                return false;
        }

        return false;
    }

    /// <summary>The block where the article itself goes on after a message, as after a patient's story in the middle.</summary>
    private static int? Resumption(IReadOnlyList<PageBlock> blocks, List<int> messages, PersonNames names)
    {
        int? resumed = null;
        var guessed = 0;
        for (var i = messages[0] + 1; i < blocks.Count; i++)
        {
            if (messages.Contains(i))
                guessed = 0;
            if (!IsArticleHeading(blocks, i, names))
                continue;
            if (!blocks[i].Guessed || ++guessed >= 2)
                resumed = i;
        }

        return resumed;
    }

    /// <summary>A heading that is no person, over enough text in nobody's voice.</summary>
    private static bool IsArticleHeading(IReadOnlyList<PageBlock> blocks, int i, PersonNames names)
    {
        if (blocks[i].Kind != PageBlockKind.Heading || IsHeading(blocks[i].Text) || PageFurniture.IsFurniture(blocks[i].Text) || CommentLine.Read(blocks[i].FirstLine, names).IsHead)
            return false;

        var text = 0;
        for (i++; i < blocks.Count && blocks[i].Kind != PageBlockKind.Heading; i++)
        {
            if (CommentVoice.Judge(blocks[i].Text) > 0 || CommentLine.Read(blocks[i].FirstLine, names).IsHead)
                return false;
            text += blocks[i].Text.Length;
            if (text >= ResumedText)
                return true;
        }

        return false;
    }

    /// <summary>"Meniscus" over "The meniscus is …": the heading of a section, whoever speaks in it.</summary>
    private static bool Repeats(string name, string message)
    {
        var opening = message.Length > 120 ? message[..120] : message;
        return name.Split(' ', StringSplitOptions.RemoveEmptyEntries).Any(word => word.Length >= 4 && opening.Contains(word, StringComparison.OrdinalIgnoreCase));
    }

    private static Match SaidIn(PageBlock block) => Said().Match(block.Text.Length > 400 ? block.Text[..400] : block.Text);

    private static bool IsHeading(string text) => text.Length <= 130 && Heading().IsMatch(text.Trim().Trim('*', '_', '#', ' '));

    [GeneratedRegex(@"^(\(?(\d+|no|one|two|three|four|five|six|seven|eight|nine|ten)\)? (reader |user |visitor |patient )?(comments?|responses?|repl(y|ies)|thoughts?|reactions?)( (on|to|so far|for|in) .{0,110}| ?:)?|(reader|user|visitor|patient|your|recent|all|view|add|post|leave|write|join|submit)('s|s'|s)? ((a|an|your|the|all|new) )?(public )?(comments?|responses?|repl(y|ies)|thoughts?|questions?|discussion|conversation|feedback)( \(?\d+\)?)?( (to|on|about|for) .{0,80}|( below)?)?[:.!?]?|(comments?|responses?|replies|discussion|feedback|reader interactions?|comments (and|&) (questions|replies|responses|discussion)|questions (and|&) comments|comments? section|from the comments|what (do|are) you(r)? (think|thoughts)|have your say|disqus( comments)?|older comments|newer comments|comment navigation)( ?\(?\d+\)?)?[:?]?)$", RegexOptions.IgnoreCase)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\p{L}{6,}")]
    private static partial Regex LongWord();

    // "What should I do? – Jane, Leeds"
    [GeneratedRegex(@"[.!?…]\s*[–—-]{1,2}\s*(?<name>\p{Lu}[\p{L}.'’ ]{1,30})(, [\p{L} ]{2,30})?$")]
    private static partial Regex Signed();

    // "Jane Doe says: I have …" on one line; a quotation ("Dr. Doe says: “Rest.”") is the article's own.
    [GeneratedRegex(@"^(?<name>[\p{L}][\p{L} .'’,-]{1,40}?)( (?<verb>says|wrote|writes|replied|replies|commented|responds)| ?\([^)]{4,40}\))?\s*:\s+(?<text>[\p{L}@][\s\S]*)$")]
    private static partial Regex Said();
}
