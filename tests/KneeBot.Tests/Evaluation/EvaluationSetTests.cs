using KneeBot.Evaluation;

namespace KneeBot.Tests.Evaluation;

public sealed class EvaluationSetTests
{
    private const string Good = """{"id": "a", "category": "redflag", "flag": "dvt", "turns": ["one", "two"], "expect": ["urgentCare", "emergency"], "forbid": ["answered"], "difficulty": "hard", "note": "pair p7 red side; oblique"}""";

    [Fact]
    public void ACaseIsReadWithItsPair()
    {
        var one = EvaluationSet.Parse("set.jsonl", ["", Good]).ShouldHaveSingleItem();
        one.ShouldSatisfyAllConditions(
            c => c.Id.ShouldBe("a"),
            c => c.Flag.ShouldBe("dvt"),
            c => c.Turns.ShouldBe(["one", "two"]),
            c => c.Difficulty.ShouldBe("hard"),
            c => c.Pair.ShouldBe("set.jsonl: p7"),
            c => c.IsDangerous.ShouldBeTrue(),
            c => c.IsEmergency.ShouldBeFalse(),
            c => c.IsCrisis.ShouldBeFalse());
    }

    [Fact]
    public void InTheCategoryPairTheNoteBeginsWithThePair() =>
        EvaluationSet.Parse("s", ["""{"id": "a", "category": "pair", "turns": ["x"], "expect": ["answered"], "note": "P001 benign"}"""])
            .Single().Pair.ShouldBe("s: P001");

    [Fact]
    public void AMessageThatMayBeAnsweredIsHarmlessThoughADoctorMayBeNamed() =>
        EvaluationSet.Parse("s", ["""{"id": "a", "category": "nearmiss", "flag": "dvt", "turns": ["x"], "expect": ["answered", "seeDoctor"]}"""])
            .Single().IsDangerous.ShouldBeFalse();

    [Theory]
    [InlineData("{broken", "set.jsonl, line 2: not valid JSON at character 2")]
    [InlineData("[]", "set.jsonl, line 2: a JSON object is expected")]
    [InlineData("""{"category": "x", "turns": ["a"], "expect": ["answered"]}""", "set.jsonl, line 2: \"id\" is missing")]
    [InlineData("""{"id": "a", "category": "x", "turns": [], "expect": ["answered"]}""", "set.jsonl, line 2: \"turns\" must not be empty")]
    [InlineData("""{"id": "a", "category": "x", "turns": "a", "expect": ["answered"]}""", "set.jsonl, line 2: \"turns\" must be a list of strings")]
    [InlineData("""{"id": "a", "category": 5, "turns": ["a"], "expect": ["answered"]}""", "set.jsonl, line 2: \"category\" must be a string")]
    [InlineData("""{"id": "a", "category": "x", "turns": ["a"], "expect": ["ok"]}""", "set.jsonl, line 2: \"ok\" is not an outcome; use answered, notCovered, diagnosisDeclined, seeDoctor, urgentCare, emergency, crisis, smallTalk")]
    public void ABadLineIsNamedWithItsReason(string line, string message) =>
        Should.Throw<EvaluationFormatException>(() => EvaluationSet.Parse("set.jsonl", [Good, line])).Message.ShouldBe(message);

    [Fact]
    public void EveryBadLineIsNamed() =>
        Should.Throw<EvaluationFormatException>(() => EvaluationSet.Parse("set.jsonl", ["{broken", Good, "[]"])).Message
            .ShouldBe("set.jsonl, line 1: not valid JSON at character 2\nset.jsonl, line 3: a JSON object is expected");

    [Fact]
    public void NoMoreThanTwentyBadLinesAreNamed() =>
        Should.Throw<EvaluationFormatException>(() => EvaluationSet.Parse("set.jsonl", Enumerable.Repeat("[]", 25))).Message.Split('\n')
            .ShouldSatisfyAllConditions(lines => lines.Length.ShouldBe(21), lines => lines[^1].ShouldBe("set.jsonl: and 5 more such lines"));

    [Fact]
    public void AFileThatIsNotThereIsNamed() =>
        Should.Throw<EvaluationFormatException>(() => EvaluationSet.Read("no-such-file.jsonl")).Message.ShouldStartWith("no-such-file.jsonl cannot be read");
}
