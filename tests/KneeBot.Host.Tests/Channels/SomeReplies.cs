using CsCheck;
using KneeBot.Corpus;

namespace KneeBot.Host.Tests.Channels;

/// <summary>Replies as the engine could write them: every kind, short and long, with sources, markup and letters beyond the basic plane.</summary>
internal static class SomeReplies
{
    private static readonly string[] Sentences =
    [
        "A Baker's cyst is a lump of fluid behind the knee.", "It can *burst* [1] & leak <b>down</b> the calf!", "Rest for 1.5 hours, e.g. after a walk.",
        "Is it dangerous?", "Schwellungen können schmerzen.", "膝の裏の痛み。", "Pain 🦵🏽 in the calf needs a look.", "- a list item\n- another", "See www.example.org/knee_pain.",
        "Use ice_packs_ and ~rest~ (see 1) `now`.", "A sentence without an end",
    ];

    private static readonly Gen<string> Body = Gen.OneOf(Sentences).List[1, 9].Select(sentences => string.Join(' ', sentences));

    private static readonly Gen<string> LongBody = Gen.OneOf(Sentences).List[1, 400].Select(sentences => string.Join(' ', sentences));

    private static readonly Gen<string> Notice = Gen.OneOf("Call 112 now, or your local emergency number.", "Please see a doctor soon.\n\nYou wrote: “swollen calf”. It should not wait.", "No.");

    private static readonly Gen<Citation> Source = Gen.Select(Gen.Int[0, 14], Gen.Bool, Gen.OneOf(Sentences), (section, hasUrl, quote) => new Citation(
        new PassageId("knees", section), "Pain in the Back of the Knee and a Title that Goes on for Longer than Eighty Characters, to See", $"Section {section}",
        hasUrl ? new Uri($"https://www.example.org/knees#s{section}") : null, quote));

    /// <summary>Replies of every kind.</summary>
    public static readonly Gen<Reply> All = Gen.Select(Gen.Int[0, 7], Gen.OneOf(Body, LongBody, Gen.Const("")), Notice, Source.List[0, 20], Gen.OneOf(Sentences).List[0, 6], Gen.Bool).Select(
        (kind, body, notice, sources, suggestions, isGenerated) =>
        {
            var cited = body.Length == 0 ? [] : sources;
            Reply reply = kind switch
            {
                0 => new Reply.Answered(),
                1 => new Reply.NotCovered(),
                2 => new Reply.DiagnosisDeclined(),
                3 => new Reply.SeeDoctor(),
                4 => new Reply.UrgentCare(),
                5 => new Reply.Emergency(),
                6 => new Reply.Crisis(),
                _ => new Reply.SmallTalk(),
            };
            return reply with { Notice = body.Length == 0 || kind is > 0 ? notice : "", Body = body, Citations = cited, Suggestions = suggestions, IsGenerated = isGenerated && body.Length > 0 };
        });

    public static bool IsFlag(this Reply reply) => reply is Reply.SeeDoctor or Reply.UrgentCare or Reply.Emergency or Reply.Crisis;
}
