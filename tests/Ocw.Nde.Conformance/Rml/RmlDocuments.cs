using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Rdf.Unpacking;

namespace Ocw.Nde.Conformance.Rml;

/// <summary>Reads the documents of RML cases, expected or made, whatever they are written and packed in.</summary>
internal static class RmlDocuments
{
    // Unsafe IRIs are expected in some cases: both sides are repaired in the same way.
    private static readonly RdfReaderOptions Options = new() { Lenient = true };

    /// <summary>Reads a document into memory.</summary>
    public static RdfDataset Read(string file)
    {
        Assert.True(File.Exists(file), $"{Path.GetFileName(file)} was not written.");
        var bytes = Unpacked(file, out var name);
        if (bytes is [0xFF, 0xFE, ..])
            bytes = Encoding.UTF8.GetBytes(Encoding.Unicode.GetString(bytes.AsSpan(2)));
        if (name.EndsWith(".rdfjson", StringComparison.Ordinal))
            return RdfJson(bytes);
        return RdfFormats.ParseDataset(bytes, FormatOf(name), Options);
    }

    /// <summary>Compares as datasets.</summary>
    public static void Compare(RdfDataset expected, RdfDataset actual, string what)
    {
        if (GraphIsomorphism.AreIsomorphic(expected, Repaired(actual)))
            return;
        Assert.Fail($"{what} differs.\nexpected:\n{Lines(expected)}\nmade:\n{Lines(actual)}");
    }

    private static RdfFormat FormatOf(string name) => Path.GetExtension(name) switch
    {
        ".n3" => RdfFormats.Turtle,
        ".rdfxml" => RdfFormats.RdfXml,
        _ => RdfFormats.TryFromFileName(name, out var format) ? format : throw new InvalidOperationException($"{name} has an unknown ending."),
    };

    private static RdfDataset Repaired(RdfDataset dataset)
    {
        using var text = new MemoryStream();
        var writer = RdfFormats.CreateWriter(RdfFormats.NQuads, text);
        var adapter = new QuadSinkAdapter(writer);
        foreach (var quad in dataset)
            adapter.Add(quad);
        writer.Complete();
        // What no IRI may hold is written as an escape; the expected files hold it plainly.
        var plain = Encoding.UTF8.GetString(text.ToArray()).Replace("\\u0020", " ", StringComparison.Ordinal);
        return RdfFormats.ParseDataset(Encoding.UTF8.GetBytes(plain), RdfFormats.NQuads, Options);
    }

    private static byte[] Unpacked(string file, out string name)
    {
        name = Path.GetFileName(file);
        var ending = new[] { ".tar.gz", ".tar.xz", ".gz", ".zip" }.FirstOrDefault(e => file.EndsWith(e, StringComparison.Ordinal));
        name = ending is null ? name : name[..^ending.Length];
        using var packed = File.OpenRead(file);
        using var unpacked = new MemoryStream();
        switch (ending)
        {
            case ".gz":
                new GZipStream(packed, CompressionMode.Decompress).CopyTo(unpacked);
                break;
            case ".tar.gz":
                new TarReader(new GZipStream(packed, CompressionMode.Decompress)).GetNextEntry()!.DataStream!.CopyTo(unpacked);
                break;
            case ".zip":
                new ZipArchive(packed).Entries[0].Open().CopyTo(unpacked);
                break;
            case ".tar.xz":
                new TarReader(Packings.Open(Packing.Xz, packed, UnpackLimits.Default)).GetNextEntry()!.DataStream!.CopyTo(unpacked);
                break;
            default:
                packed.CopyTo(unpacked);
                break;
        }

        return unpacked.ToArray();
    }

    // RDF 1.1 JSON Alternate Serialization (W3C Note)
    private static RdfDataset RdfJson(byte[] bytes)
    {
        var dataset = new RdfDataset();
        using var json = JsonDocument.Parse(bytes);
        foreach (var subject in json.RootElement.EnumerateObject())
        {
            foreach (var predicate in subject.Value.EnumerateObject())
            {
                foreach (var value in predicate.Value.EnumerateArray())
                    dataset.Graph(null).Add(Named(subject.Name), new Iri(predicate.Name), Term(value));
            }
        }

        return dataset;
    }

    private static RdfTerm Term(JsonElement value)
    {
        var text = value.GetProperty("value").ToString();
        if (value.GetProperty("type").GetString() is not "literal")
            return Named(text);
        if (value.TryGetProperty("lang", out var language))
            return new Literal(text, language.GetString()!);
        return value.TryGetProperty("datatype", out var datatype) ? new Literal(text, new Iri(datatype.GetString()!)) : new Literal(text);
    }

    private static RdfTerm Named(string name) => name.StartsWith("_:", StringComparison.Ordinal) ? new BlankNode(name[2..]) : new Iri(name);

    private static string Lines(RdfDataset dataset) => string.Join('\n', dataset.Select(q => $"{q.Subject} {q.Predicate} {q.Object} {q.Graph}").Order(StringComparer.Ordinal).Take(60));
}
