using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Node.Tests.Settings;

/// <summary>The source files on the pages of docs/sources are good ones: who copies them has no mistakes to mend.</summary>
public sealed class SourcePagesTests : IDisposable
{
    private readonly SettingsFiles _files = new();

    public void Dispose() => _files.Dispose();

    public static TheoryData<string> Pages() => [.. Names()];

    private static IEnumerable<string> Names() => Directory.EnumerateFiles(Folder, "*.md").Select(file => Path.GetFileName(file)!).Where(name => name != "README.md").Order(StringComparer.Ordinal);

    private static string Folder => Path.Combine(SharedData.ProjectRoot, "docs", "sources");

    [Theory]
    [MemberData(nameof(Pages))]
    public void Each_page_says_in_two_languages_what_to_ask_for_and_has_source_files_that_are_read(string page)
    {
        var text = File.ReadAllText(Path.Combine(Folder, page));
        Assert.Contains("## Nederlands", text, StringComparison.Ordinal);
        Assert.Contains("## English", text, StringComparison.Ordinal);
        Assert.Contains("**Vraag aan de leverancier", text, StringComparison.Ordinal);
        Assert.Contains("**Ask the supplier", text, StringComparison.Ordinal);

        var blocks = text.Split("```yaml\n").Skip(1).Select(block => block[..block.IndexOf("```", StringComparison.Ordinal)]).ToList();
        Assert.NotEmpty(blocks);
        foreach (var block in blocks)
        {
            var (source, errors) = _files.ReadSource(block);
            Assert.Empty(errors.Select(error => $"{error.Line}: {error.Key}: {error.Text.En}"));
            Assert.NotNull(source);
        }
    }

    [Fact]
    public void Every_page_stands_in_the_list()
    {
        var list = File.ReadAllText(Path.Combine(Folder, "README.md"));
        foreach (var page in Names())
            Assert.Contains($"]({page})", list, StringComparison.Ordinal);
    }
}
