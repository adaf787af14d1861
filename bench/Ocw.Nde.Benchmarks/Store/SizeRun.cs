using System.Globalization;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Dictionary;
using Ocw.Nde.Store.Files;
using Ocw.Nde.Store.Format;
using Ocw.Nde.Store.Segments;

namespace Ocw.Nde.Benchmarks.Store;

/// <summary>Says where the bytes of a store are: per permutation and column, by code, and in the parts of the dictionary.</summary>
internal static class SizeRun
{
    internal static int Run(string[] arguments)
    {
        if (arguments is not [var folder])
        {
            Console.Error.WriteLine("usage: store-size FOLDER");
            return 2;
        }

        var files = new DirectoryStoreFiles(folder, StoreFileAccess.Mapped);
        var manifest = StoreRoot.Open(files).Manifest;
        var quads = manifest.Segments.Sum(segment => segment.Rows);
        Console.WriteLine($"| part | bytes | a quad |\n|---|---|---|");
        for (var permutation = Permutation.Spog; permutation <= Permutation.Gspo; permutation++)
            Columns(files, manifest, permutation, quads);
        Row("quad segments", manifest.Segments.Sum(segment => segment.Bytes), quads);
        Row("dictionary segments", manifest.Dictionary.Sum(segment => segment.Bytes), quads);
        foreach (var info in manifest.Dictionary)
            Terms(files, info, quads);
        return 0;
    }

    private static void Columns(DirectoryStoreFiles files, Manifest manifest, Permutation permutation, long quads)
    {
        var names = permutation.ToString().ToUpperInvariant();
        var sizes = new SortedDictionary<string, (long Bytes, long Columns)>(StringComparer.Ordinal);
        long total = 0;
        byte[] scratch = [];
        foreach (var info in manifest.Segments)
        {
            using var segment = QuadSegment.Open(files, info);
            for (var block = 0; block < segment.Directory(permutation).Length; block++)
            {
                var bytes = segment.ReadBlock(permutation, block, ref scratch);
                total += bytes.Length;
                for (var column = 0; column < 4; column++)
                {
                    var size = BlockCodec.Column(bytes, column).Length - (column == 3 ? 0 : BlockCodec.Column(bytes, column + 1).Length);
                    var key = $"{names} {names[column]} code {BlockCodec.Column(bytes, column)[0]}";
                    var known = sizes.GetValueOrDefault(key);
                    sizes[key] = (known.Bytes + size, known.Columns + 1);
                }
            }
        }

        Row(names, total, quads);
        foreach (var (key, (bytes, columns)) in sizes)
            Row($"{key}, {columns} columns", bytes, quads);
    }

    private static void Terms(DirectoryStoreFiles files, DictionarySegmentInfo info, long quads)
    {
        using var segment = DictionarySegment.Open(files, info);
        var sizes = new Dictionary<string, (long Bytes, long Count)>(StringComparer.Ordinal);
        segment.ReadAll(
            (qualifier, text) =>
            {
                var kind = qualifier == TermQualifiers.Iri ? "IRI" : "literal";
                var known = sizes.GetValueOrDefault(kind);
                sizes[kind] = (known.Bytes + text.Length, known.Count + 1);
            },
            CancellationToken.None);
        Row($"dictionary of {info.Count} terms", info.Bytes, quads);
        foreach (var (kind, (bytes, count)) in sizes)
            Row($"{kind}, raw text of {count}", bytes, quads);
    }

    private static void Row(string part, long bytes, long quads) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {part} | {bytes:N0} | {(double)bytes / quads:F2} |"));
}
