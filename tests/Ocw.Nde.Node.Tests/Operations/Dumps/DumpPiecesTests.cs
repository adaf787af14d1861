using System.Globalization;
using System.IO.Compression;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Tests.Support;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Snapshots;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Node.Tests.Operations.Dumps;

/// <summary>Dumps are packed in pieces, of which those that did not change are taken over: the bytes are those of packing everything.</summary>
public sealed class DumpPiecesTests : IDisposable
{
    private static readonly Iri Graph = new("https://example.org/graph/content");
    private static readonly Iri Links = new("https://example.org/graph/links");

    private readonly TestFolder _folder = new();
    private readonly QuadStore _store;

    public DumpPiecesTests() => _store = QuadStore.Open(_folder["store"]);

    public void Dispose()
    {
        _store.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void After_random_changes_the_bytes_are_those_of_packing_everything_and_most_pieces_are_taken_over()
    {
        var random = new Random(5);
        var titles = Enumerable.Range(0, 6_000).ToDictionary(n => n, n => $"Titel {n}");
        var dumps = new DumpFiles(_folder["dumps"]);
        Publish(dumps, Commit(titles), "v0", null);
        for (var round = 1; round <= 6; round++)
        {
            for (var i = 0; i < 5; i++)
                titles[random.Next(7_000)] = $"Titel {random.Next(1_000_000)}";
            titles.Remove(titles.Keys.ElementAt(random.Next(titles.Count)));
            using var snapshot = Commit(titles);
            var whole = new DumpFiles(_folder["whole"]).Prepare(snapshot, Names, "set", "kanaal", $"v{round}", null, CancellationToken.None);
            var (packer, _) = Pack(snapshot, dumps.FileOf("set", "kanaal", $"v{round - 1}"));
            var part = Publish(dumps, snapshot, $"v{round}", $"v{round - 1}");

            Assert.Equal(File.ReadAllBytes(whole.Temporary), File.ReadAllBytes(part.File));
            Assert.Equal((whole.Length, whole.Sha256), (part.Length, part.Sha256));
            Assert.True(packer.Reused >= 30, $"{packer.Reused} pieces were taken over");
            Assert.Equal(Lines(snapshot), Unpacked(part.File));
        }
    }

    [Fact]
    public void A_dump_or_a_list_that_was_damaged_is_packed_anew()
    {
        var titles = Enumerable.Range(0, 2_000).ToDictionary(n => n, n => $"Titel {n}");
        using var snapshot = Commit(titles);
        var dumps = new DumpFiles(_folder["dumps"]);
        var first = Publish(dumps, snapshot, "v0", null);
        var expected = File.ReadAllBytes(first.File);
        foreach (var (file, at) in ((string, int)[])[(first.File, expected.Length / 2), (first.File, 3), (DumpPieces.FileOf(first.File), 40)])
        {
            var bytes = File.ReadAllBytes(file);
            bytes[at] ^= 0xff;
            File.WriteAllBytes(file, bytes);
            Assert.Equal(expected, File.ReadAllBytes(dumps.Prepare(snapshot, Names, "set", "kanaal", "v1", "v0", CancellationToken.None).Temporary));
        }

        File.WriteAllBytes(first.File, expected.AsSpan(0, expected.Length / 3));
        Assert.Equal(expected, File.ReadAllBytes(dumps.Prepare(snapshot, Names, "set", "kanaal", "v1", "v0", CancellationToken.None).Temporary));
        File.Delete(DumpPieces.FileOf(first.File));
        Assert.Equal(expected, File.ReadAllBytes(dumps.Prepare(snapshot, Names, "set", "kanaal", "v1", "v0", CancellationToken.None).Temporary));
    }

    [Fact]
    public void Only_the_dump_of_the_last_version_and_its_list_stay()
    {
        var dumps = new DumpFiles(_folder["dumps"]);
        using var snapshot = Commit(new() { [1] = "Een" });
        Publish(dumps, snapshot, "v0", null);
        var last = Publish(dumps, snapshot, "v1", "v0");
        Assert.Equal([last.File, DumpPieces.FileOf(last.File)], Directory.GetFiles(_folder["dumps"]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_dump_of_nothing_is_a_packed_file_without_content()
    {
        using var snapshot = _store.OpenSnapshot(ReaderScope.Public);
        Assert.Equal([], Unpacked(Publish(new DumpFiles(_folder["dumps"]), snapshot, "v0", null).File));
    }

    private static IReadOnlyList<string> Names => [Graph.Value, Links.Value];

    private static PreparedDump Publish(DumpFiles dumps, Snapshot snapshot, string version, string? before)
    {
        var dump = dumps.Prepare(snapshot, Names, "set", "kanaal", version, before, CancellationToken.None);
        dump.Publish();
        return dump;
    }

    private static (DumpPacker Packer, IReadOnlyList<DumpPiece> Pieces) Pack(Snapshot snapshot, string before)
    {
        using var reuse = DumpReuse.Open(before);
        var packer = new DumpPacker(snapshot, new MemoryStream(), reuse, CancellationToken.None);
        packer.Pack(snapshot.Terms.Find(Graph));
        return (packer, packer.Complete());
    }

    private Snapshot Commit(Dictionary<int, string> titles)
    {
        using var transaction = _store.BeginWrite();
        var (content, links) = (new RdfGraph(), new RdfGraph());
        foreach (var (number, title) in titles)
        {
            var subject = new Iri("https://example.org/" + number.ToString(CultureInfo.InvariantCulture));
            content.Add(new(subject, new Iri("https://schema.org/name"), new Literal(title)));
            content.Add(new(subject, new Iri("https://schema.org/position"), new Literal(number.ToString(CultureInfo.InvariantCulture), new Iri("http://www.w3.org/2001/XMLSchema#integer"))));
            if (number % 10 == 0)
                links.Add(new(subject, new Iri("https://schema.org/about"), new Iri("https://example.org/term/1")));
        }

        content.WriteTo(transaction.Stage(Graph, GraphClass.Content));
        links.WriteTo(transaction.Stage(Links, GraphClass.Links));
        transaction.Commit();
        return _store.OpenSnapshot(ReaderScope.Public);
    }

    private static string[] Lines(Snapshot snapshot)
    {
        using var text = new MemoryStream();
        var writer = RdfFormats.CreateWriter(RdfFormats.NQuads, text);
        foreach (var graph in (Iri[])[Graph, Links])
            snapshot.Dump(snapshot.Terms.Find(graph), writer);
        writer.Complete();
        return System.Text.Encoding.UTF8.GetString(text.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static string[] Unpacked(string file)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        return reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
