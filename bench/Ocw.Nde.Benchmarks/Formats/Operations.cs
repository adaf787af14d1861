using System.Text;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Formats.JsonLd;
using Ocw.Nde.Rdf.Formats.JsonLd.Json;
using Ocw.Nde.Rdf.Formats.SparqlResults;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Benchmarks.Formats;

/// <summary>The things that can be measured. A folder stands for many small documents, each read by itself; a <c>.jsonl</c> file has one on each line.</summary>
internal static class Operations
{
    public static bool TryPrepare(string operation, string file, string? option, out Func<Outcome>? work)
    {
        work = operation switch
        {
            "parse" => Parse(file),
            "write" => Write(file, option ?? "nt"),
            "json" => Documents(file, (_, item) => item is JsonMap map ? map.Count : 0),
            "expand" => Documents(file, (processor, item) => processor.Expand(item).Count),
            "compact" => Documents(file, (processor, item) => processor.Compact(item, Context(item)).Count),
            "frame" => Documents(file, (processor, item) => processor.Frame(item, Frame(item)).Count),
            "fromrdf" => FromRdf(file),
            "results-read" => ReadResults(file, option ?? ".srj"),
            "results-write" => WriteResults(file, option ?? ".srj"),
            _ => null,
        };
        return work is not null;
    }

    private static Func<Outcome> Parse(string file)
    {
        var documents = Read(file);
        var format = FormatOf(file);
        return () =>
        {
            var sink = new TouchingSink();
            foreach (var document in documents)
                RdfFormats.Parse(document, format, sink, new() { BaseIri = "https://data.example.org/doc" });
            return new(Size(documents), sink.Quads, sink.Check);
        };
    }

    private static Func<Outcome> Write(string file, string ending)
    {
        var quads = new RecordedQuads();
        RdfFormats.Parse(File.ReadAllBytes(file), FormatOf(file), quads, new() { BaseIri = "https://data.example.org/doc" });
        var format = RdfFormats.TryFromFileName("x." + ending, out var found) ? found : throw new NotSupportedException($"no format ends in {ending}");
        return () =>
        {
            using var output = new CountingStream();
            var writer = RdfFormats.CreateWriter(format, output, new() { DropGraphNames = true });
            var count = quads.Replay(writer);
            writer.Complete();
            return new(output.Length, count);
        };
    }

    private static Func<Outcome> Documents(string file, Func<JsonLdProcessor, JsonItem, long> use)
    {
        var documents = Read(file);
        return () =>
        {
            var check = 0L;
            foreach (var document in documents)
                check += use(new JsonLdProcessor(new() { BaseIri = "https://data.example.org/doc" }), JsonItem.Parse(document));
            return new(Size(documents), documents.Count, check);
        };
    }

    // The document's own context: it is compacted back to what it was.
    private static JsonItem Context(JsonItem document) => (document as JsonMap)?["@context"] ?? new JsonMap();

    // Every node of the first type that the document has, with what it holds.
    private static JsonMap Frame(JsonItem document) => new() { { "@context", Context(document) }, { "@type", "https://schema.org/VisualArtwork" } };

    private static Func<Outcome> FromRdf(string file)
    {
        var bytes = File.ReadAllBytes(file);
        return () =>
        {
            var dataset = new RdfDataset();
            RdfFormats.Parse(bytes, FormatOf(file), new RdfGraphSink(dataset));
            var count = 0L;
            foreach (var _ in dataset)
                count++;
            return new(bytes.Length, count, new JsonLdProcessor().FromRdf(dataset).Count);
        };
    }

    private static Func<Outcome> ReadResults(string file, string ending)
    {
        var format = ResultsFormat("x" + ending);
        using var written = new MemoryStream();
        var solutions = new SolutionsOfQuads(format.CreateWriter(written));
        RdfFormats.Parse(File.ReadAllBytes(file), FormatOf(file), solutions);
        solutions.End();
        var bytes = written.ToArray();
        return () =>
        {
            var sink = new TouchingSolutions();
            using var stream = new MemoryStream(bytes);
            format.ReadAsync(stream, sink, CancellationToken.None).GetAwaiter().GetResult();
            return new(bytes.Length, sink.Solutions, sink.Check);
        };
    }

    private static Func<Outcome> WriteResults(string file, string ending)
    {
        var quads = new RecordedQuads();
        RdfFormats.Parse(File.ReadAllBytes(file), FormatOf(file), quads);
        var format = ResultsFormat("x" + ending);
        return () =>
        {
            using var output = new CountingStream();
            var sink = new SolutionsOfQuads(format.CreateWriter(output));
            var count = quads.Replay(sink);
            sink.End();
            return new(output.Length, count);
        };
    }

    private static SparqlResultsFormat ResultsFormat(string file) =>
        SparqlResultsFormat.TryFromFileName(file, out var format) ? format : throw new NotSupportedException($"no format of results ends as {file}");

    private static RdfFormat FormatOf(string file) => Directory.Exists(file) || file.EndsWith(".jsonl", StringComparison.Ordinal) ? RdfFormats.JsonLd
        : RdfFormats.TryFromFileName(file, out var format) ? format : throw new NotSupportedException($"no format ends as {file}");

    private static List<byte[]> Read(string file)
    {
        if (Directory.Exists(file))
            return [.. Directory.GetFiles(file, "*.json*").Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
        return file.EndsWith(".jsonl", StringComparison.Ordinal) ? [.. File.ReadLines(file).Select(Encoding.UTF8.GetBytes)] : [File.ReadAllBytes(file)];
    }

    private static long Size(List<byte[]> documents) => documents.Sum(d => (long)d.Length);

    /// <summary>Writes quads as solutions of <c>?s ?p ?o ?g</c>.</summary>
    private sealed class SolutionsOfQuads : Rdf.IQuadSink
    {
        private readonly ISolutionWriter _writer;

        public SolutionsOfQuads(ISolutionWriter writer)
        {
            _writer = writer;
            writer.Begin(["s", "p", "o", "g"]);
        }

        public void End() => _writer.End();

        public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph)
        {
            _writer.BeginRow();
            _writer.Write(0, subject);
            _writer.Write(1, predicate);
            _writer.Write(2, @object);
            if (graph.Kind != TermKind.None)
                _writer.Write(3, graph);
            _writer.EndRow();
        }
    }
}
