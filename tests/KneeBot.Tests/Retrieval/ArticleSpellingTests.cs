using KneeBot.Retrieval;
using KneeBot.Tests.Support;

namespace KneeBot.Tests.Retrieval;

public sealed class ArticleSpellingTests
{
    private static async Task<string> SearchedFor(string message) =>
        (await Some.EngineWithRulesOnly.Pipeline.ReplyAsync(new UserTurn(Guid.NewGuid().ToString(), message), TestContext.Current.CancellationToken)).Trace.Query.ShouldNotBeNull();

    [Theory]
    [InlineData("wat is a bakers sist", "what is a bakers cyst.")]
    [InlineData("what is a popliteel cist", "what is a popliteal cyst.")]
    [InlineData("can they drane a bakers cyst", "can they drain a bakers cyst.")]
    [InlineData("what helps a hamstring strane", "what helps a hamstring strain.")]
    [InlineData("what is a meniscus rute", "what is a meniscus root.")]
    [InlineData("burcitis in runers", "bursitis in runners.")]
    [InlineData("does artheritis cause stifness", "does arthritis cause stiffness.")]
    public async Task AWordWrittenByEarIsReadAsTheArticlesWord(string message, string searched) => (await SearchedFor(message)).ShouldBe(searched);

    [Theory]
    [InlineData("wich nerve is at the bak of the knee", "which nerve is at the back of the knee.")]
    [InlineData("who is mor likely to get a blood clot", "who is more likely to get a blood clot.")]
    [InlineData("duz a cyst giv pain", "does a cyst give pain.")]
    public async Task ACommonWordWrittenByEarIsReadAsItself(string message, string searched) => (await SearchedFor(message)).ShouldBe(searched);

    [Theory]
    [InlineData("can sciatica give pane behind the knee", "can sciatica give pain behind the knee.")]
    [InlineData("which mussel is behind the knee", "which muscle is behind the knee.")]
    public async Task AnEnglishWordThatSoundsAsTheArticlesWordIsReadAsIt(string message, string searched) => (await SearchedFor(message)).ShouldBe(searched);

    [Theory]
    [InlineData("duringjetlag", "duringjetlag")]
    [InlineData("jetlag", "jet lag")]
    [InlineData("sunglases", "sunglasses")]
    public void TwoWordsOfTheArticlesTypedAsOneAreParted(string typed, string read) =>
        new ArticleSpelling(new HashSet<string> { "jet", "lag", "flight", "sunglasses", "the" }, _ => false).Repair(typed, isPossessive: false, [typed]).ShouldBe(read);

    [Theory]
    [InlineData("is my gran's cyst dangerous", "gran")]
    [InlineData("does naproxen help a bakers cyst", "naproxen")]
    [InlineData("does tramadol help arthritis", "tramadol")]
    [InlineData("does xarelto help a blood clot", "xarelto")]
    [InlineData("what does the popliteus muscle do", "popliteus")]
    [InlineData("does an itch come with a cyst", "itch")]
    public async Task ARealWordANameOrADrugStays(string message, string word) => (await SearchedFor(message)).ShouldContain(word);

    [Theory]
    [InlineData("what is gowt", "what is gout.")]
    [InlineData("gowt symptoms", "gout symptoms.")]
    public async Task AnIllnessOfNoArticleIsReadBeforeACommonWordOfTheSameSound(string message, string searched) => (await SearchedFor(message)).ShouldBe(searched);

    [Theory]
    [InlineData("cyst", "sist")]
    [InlineData("drained", "draned")]
    [InlineData("knee", "nee")]
    [InlineData("stretch", "strech")]
    [InlineData("popliteal", "popliteel")]
    public void WordsThatSoundAlikeHaveOneKey(string word, string byEar) => SoundKey.Of(byEar).ShouldBe(SoundKey.Of(word));

    [Fact]
    public void AVowelIsHalfAsFarAsAConsonant()
    {
        SoundKey.Distance(SoundKey.Of("menny"), SoundKey.Of("many")).ShouldBe(1);
        SoundKey.Distance(SoundKey.Of("tear"), SoundKey.Of("bear")).ShouldBe(2);
    }
}
