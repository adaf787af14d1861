using System.IO.Compression;
using Ocw.Nde.TestSupport;

namespace Ocw.Nde.Html.Tests.Shared;

/// <summary>The hostile pages, with the outcomes of their manifest.</summary>
public class HostilePageTests
{
    private const string Folder = "trust/hostile/html";

    [SharedTheory(Folder)]
    [InlineData("ok.html", 2)]
    [InlineData("comment-trick.html", 1)]
    [InlineData("external-everything.html", 1)]
    [InlineData("deep-div-100000.html.gz", 1)]
    [InlineData("attr-flood.html.gz", 0)]
    [InlineData("script-close.html", 0)]
    [InlineData("base-href.html", 1)]
    [InlineData("charset-lie.html", 1)]
    public void A_page_gives_as_many_statements_as_the_manifest_says(string page, int statements)
    {
        var (lines, report, _) = Given.Page(Bytes(page));

        Assert.True(statements == lines.Count, string.Join('\n', lines));
        Assert.Equal(page == "script-close.html", report.Scripts.Any(script => script.Fault is not null));
    }

    [SharedFact(Folder)]
    public void Relative_ids_are_of_the_base_that_the_page_gives_and_utf_7_stays_what_it_is()
    {
        Assert.StartsWith("<http://evil.example/object/1>", Assert.Single(Given.Page(Bytes("base-href.html")).Lines), StringComparison.Ordinal);
        Assert.Contains("\"+ADw-\"", Assert.Single(Given.Page(Bytes("charset-lie.html")).Lines), StringComparison.Ordinal);
    }

    private static byte[] Bytes(string page)
    {
        using var file = File.OpenRead(SharedData.PathOf($"{Folder}/{page}"));
        using var content = page.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        return copy.ToArray();
    }
}
