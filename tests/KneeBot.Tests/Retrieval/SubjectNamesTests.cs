using KneeBot.Retrieval;
using KneeBot.Tests.Corpus;

namespace KneeBot.Tests.Retrieval;

public sealed class SubjectNamesTests
{
    private const string Other = "# Sprained ankles\n\nA sprained ankle is a stretched ligament. Ankles swell.";

    [Theory]
    [InlineData("# Psoriasis\n\nPsoriasis is a disease of the skin.", "psoriasis")]
    [InlineData("# Living with Crohn's disease\n\nCrohn's disease is an inflammation of the bowel. People with Crohn's disease lose weight.", "Crohn's disease")]
    [InlineData("# Whooping cough: what parents should know\n\nWhooping cough is an infection of the airways.", "whooping cough")]
    [InlineData("# A guide to lactose intolerance\n\nLactose intolerance means that milk sugar is not digested.", "lactose intolerance")]
    [InlineData("# When the heart stumbles\n\nAtrial fibrillation is an uneven heartbeat. Atrial fibrillation makes clots. Many live with fibrillation; fibrillation comes and goes.", "atrial fibrillation")]
    [InlineData("# Tennis elbow (lateral epicondylitis)\n\nThe outer side of the elbow hurts. Tennis elbow heals in a year.", "tennis elbow")]
    [InlineData("# Iron Deficiency Anaemia\n\nIron is a metal. Iron makes blood red. Iron deficiency anaemia is a lack of it.", "iron deficiency anaemia")]
    [InlineData("# Kidney stones\n\nKidneys are two organs. The kidneys clean the blood. Kidney stones block them.", "kidney stones")]
    [InlineData("# Treatment\n\nRest and ice are enough.", "")]
    [InlineData("# News of the practice\n\nWe are closed on Friday.", "")]
    public void AnArticlesSubjectIsReadFromItsTitleAndFirstSentences(string text, string name) =>
        Read(text, Other).Name("article").ShouldBe(name);

    [Theory]
    [InlineData("# Shingles (herpes zoster)\n\nShingles is a rash.", "how long does herpes zoster last")]
    [InlineData("# Living with atopic eczema\n\nAtopic eczema is an itchy skin. Eczema comes in childhood, and eczema goes.", "is eczema hereditary")]
    [InlineData("# Clots\n\nDeep vein thrombosis (DVT) is a clot in a vein of the leg.", "is a dvt dangerous")]
    [InlineData("# Skin rashes\n\nRashes are common.\n\n## Ringworm\n\nRingworm is a fungus.\n\n## Impetigo\n\nImpetigo is an infection.", "how do you treat impetigo")]
    public void ItsOtherNamesAndItsSectionsSubjectsFindIt(string text, string question) =>
        Read(text, Other).Scope(question).ShouldBe(["article"]);

    [Theory]
    [InlineData("what can I do about swelling")]
    [InlineData("which illnesses cause a rash")]
    public void AQuestionThatNamesNoneIsAboutAll(string question) =>
        Read("# Psoriasis\n\nPsoriasis is a disease of the skin.", Other).Scope(question).ShouldBeEmpty();

    [Fact]
    public void ALongerNameIsNotTheShorterOne()
    {
        var subjects = Read("# Fever\n\nFever is a high temperature.", "# Hay fever\n\nHay fever is an allergy.");
        subjects.Scope("how is hay fever treated").ShouldBe(["other"]);
        subjects.Scope("how is a fever treated").ShouldBe(["article"]);
    }

    [Fact]
    public void ASingleArticleIsNeverKeptTo() =>
        Read("# Psoriasis\n\nPsoriasis is a disease of the skin.").Scope("what is psoriasis").ShouldBeEmpty();

    [Theory]
    [InlineData("# Heel Spurs\n\nA spur forms for years. Many heel spurs do not hurt.", "heel spurs")]
    [InlineData("# Crohn's Disease\n\nIn most people Crohn's disease lasts for life.", "Crohn's disease")]
    public void ANameIsWrittenAsWithinASentence(string article, string name) =>
        Read(article, Other).Name("article").ShouldBe(name);

    private static ArticleSubjects Read(string text, string? other = null)
    {
        using var corpus = new TemporaryCorpus().With("article.md", text);
        if (other is not null)
            corpus.With("other.md", other);
        var analyzer = new KneeAnalyzer();
        return new ArticleSubjects(corpus.Read(), analyzer, Thesaurus.Load(analyzer));
    }
}
