namespace KneeBot.Guardrails;

/// <summary>
/// Single letters that answer the items of a list: "chest pain N, fever N, swelling Y", "fever: N", "fever? N". Elsewhere an "n" is an "and" and a "y" a "why".
/// In a list of questions on one line ("fever? N chest pain? N") each answer belongs to the question before it.
/// </summary>
internal sealed class AnswerLetters(WordLists lists)
{
    /// <summary>Letters from which on a list needs no marks around them.</summary>
    private const int FewestUnmarked = 3;

    private readonly IReadOnlyDictionary<string, string> _meanings = lists.Becomes("answer-letters");

    private readonly IReadOnlySet<string> _agreeing = lists["answers-yes"], _denying = lists["answers-no"];

    /// <summary>Puts what they mean in the letters' place.</summary>
    public void Read(List<WordSplitter.Word> words)
    {
        PartAnswers(words);
        for (var (first, end) = (0, 1); first < words.Count; first = end++)
        {
            while (end < words.Count && words[end].Sentence == words[first].Sentence)
                end++;
            int[] letters = [.. Enumerable.Range(first, end - first).Where(at => _meanings.ContainsKey(words[at].Text) && !words[at].InQuestion)];
            foreach (var at in IsList(words, letters, first, end) ? letters : [.. letters.Where(at => Begins(words, at) && Ends(words, at))])
                words[at] = words[at] with { Text = _meanings[words[at].Text] };
        }
    }

    /// <summary>Makes a sentence of its own of every answer behind a question, in a list of questions that ends with an answer.</summary>
    private void PartAnswers(List<WordSplitter.Word> words)
    {
        var answers = new HashSet<int>();
        for (var (end, first) = (words.Count, words.Count - 1); first > 0; end = first--)
        {
            while (first > 0 && words[first - 1].Sentence == words[first].Sentence)
                first--;
            if (first > 0 && words[first - 1].InQuestion && IsAnswer(words[first].Text) && (words[first].InQuestion ? answers.Contains(end) : first + 1 == end))
                answers.Add(first);
        }

        if (answers.Count == 0)
            return;
        var (shift, next) = (0, 0);
        for (var at = 0; at < words.Count; at++)
        {
            var isAnswer = answers.Contains(at);
            if (next == at && at > 0 && words[at].Sentence + shift == words[at - 1].Sentence)
                shift++;
            words[at] = words[at] with { Text = isAnswer ? _meanings.GetValueOrDefault(words[at].Text, words[at].Text) : words[at].Text, Sentence = words[at].Sentence + shift, Clause = words[at].Clause + shift, InQuestion = words[at].InQuestion && !isAnswer };
            next = isAnswer ? at + 1 : next;
        }
    }

    private bool IsAnswer(string word) => _meanings.ContainsKey(word) || _agreeing.Contains(word) || _denying.Contains(word);

    /// <summary>Whether a sentence is made of items with a letter behind each, parted by marks or many.</summary>
    private static bool IsList(List<WordSplitter.Word> words, int[] letters, int first, int end) =>
        letters.Length > 1 && letters[^1] == end - 1 && AnsweredItems.AreItems(letters, first)
        && (letters.Length >= FewestUnmarked || letters.All(at => Ends(words, at)) || letters.All(at => Begins(words, at)));

    /// <summary>Whether a mark stands before a word.</summary>
    private static bool Begins(List<WordSplitter.Word> words, int at) => at > 0 && words[at - 1].Sentence == words[at].Sentence && words[at - 1].Clause != words[at].Clause;

    /// <summary>Whether a mark stands behind a word, or nothing.</summary>
    private static bool Ends(List<WordSplitter.Word> words, int at) => at + 1 == words.Count || words[at + 1].Clause != words[at].Clause;
}
