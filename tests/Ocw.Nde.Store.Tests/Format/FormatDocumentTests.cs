using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store.Ids;
using Ocw.Nde.Store.Segments;
using Ocw.Nde.Store.Tests.Support;

namespace Ocw.Nde.Store.Tests.Format;

/// <summary>The examples of docs/store-format.md are what the program does.</summary>
public partial class FormatDocumentTests
{
    [Fact]
    public void The_ids_of_the_document_are_those_of_the_program()
    {
        var rows = Row().Matches(Document()).ToArray();
        Assert.True(rows.Length >= 12, "the table of examples was not found");
        Assert.Equal(rows.Select(row => IdOf(row.Groups["term"].Value)), rows.Select(row => row.Groups["id"].Value));
    }

    [Fact]
    public void The_packed_numbers_of_the_document_are_read_as_it_says()
    {
        Assert.Contains("`81 52 04 08`", Document(), StringComparison.Ordinal);
        byte[] bytes = [0x81, 0x52, 0x04, 0x08, 0, 0, 0, 0, 0, 0, 0, 0];
        var numbers = new ulong[4];

        PackedNumbers.Decode(bytes, numbers, 0, 4);

        Assert.Equal([(2UL << 60) + 5, (2UL << 60) + 7, (2UL << 60) + 9, (2UL << 60) + 12], numbers);
    }

    [PythonFact]
    public void The_document_is_enough_to_read_a_store_with_another_program()
    {
        var store = Path.Combine(GoldenStoreTests.Golden, GoldenStore.StoreFolder);
        foreach (var order in (string[])["SPOG", "PSOG", "POSG", "OSPG"])
        {
            var start = new ProcessStartInfo("python3", [Path.Combine(Documents(), "read_store.py"), store, "--order", order]) { UseShellExecute = false, RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 };
            using var python = Process.Start(start)!;
            var quads = python.StandardOutput.ReadToEnd();
            python.WaitForExit();

            Assert.Equal(0, python.ExitCode);
            Assert.Equal(GoldenStoreTests.Expected("now.nq"), quads);
        }
    }

    private static string IdOf(string term)
    {
        var sink = new IdSink();
        RdfFormats.Parse(Encoding.UTF8.GetBytes($"<x:s> <x:p> {term} ."), RdfFormats.NTriples, sink);
        return sink.Id.Value.ToString("X16", CultureInfo.InvariantCulture);
    }

    private static string Document() => File.ReadAllText(Path.Combine(Documents(), "store-format.md"));

    private static string Documents()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "OcwNde.sln")))
            folder = folder.Parent;
        return Path.Combine(folder!.FullName, "docs");
    }

    [GeneratedRegex(@"^\| `(?<term>[^`]+)` \| `(?<id>[0-9A-F]{16})` \|\r?$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Row();

    private sealed class IdSink : IQuadSink
    {
        internal TermId Id { get; private set; }

        public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph)
        {
            Assert.True(TermCodec.Default.TryEncode(@object, out var id));
            Id = id;
        }
    }
}
