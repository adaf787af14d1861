using System.Diagnostics;
using System.Globalization;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Shacl;
using Ocw.Nde.Shacl.Reports;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Store.Memory;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Benchmarks.Shacl;

/// <summary>Validates every description of a folder against shapes, again and again, and prints what one costs: with the data in memory, and with reading it.</summary>
internal static class DescriptionRun
{
    internal const string Usage = "shacl descriptions SHAPES.ttl FOLDER-OF-NT [rounds]";

    private const string Base = "https://relative.example/";

    internal static int Run(string[] args)
    {
        if (args.Length < 2)
        {
            Console.Error.WriteLine($"usage: {Usage}");
            return 2;
        }

        var rounds = args.Length > 2 ? int.Parse(args[2], CultureInfo.InvariantCulture) : 40;
        var graph = new RdfGraph();
        RdfFormats.ParseFile(args[0], new RdfGraphSink(graph));
        var watch = Stopwatch.StartNew();
        var shapes = ShapesGraph.Load(graph);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"shapes: {graph.Count} triples, {shapes.Shapes.Count} shapes, loaded in {watch.Elapsed.TotalMilliseconds:F1} ms (cold)"));

        var documents = Directory.GetFiles(args[1], "*.nt").Order(StringComparer.Ordinal).Select(Read).ToList();
        Measure("validation", documents, rounds, document => ShaclValidator.Validate(document.Data, GraphSelector.Default, shapes));
        Measure("reading and validation", documents, rounds, document => ShaclValidator.Validate(Parse(document.Content), GraphSelector.Default, shapes));
        return 0;
    }

    // The first round is cold; the figures are of the others, one median for each description.
    private static void Measure(string what, List<Document> documents, int rounds, Func<Document, ValidationReport> validate)
    {
        var times = documents.ToDictionary(document => document, _ => new List<double>());
        var results = 0L;
        var cold = 0.0;
        for (var round = 0; round <= rounds; round++)
        {
            results = 0;
            foreach (var document in documents)
            {
                var start = Stopwatch.GetTimestamp();
                results += validate(document).ResultCount;
                var milliseconds = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
                if (round == 0)
                    cold += milliseconds;
                else
                    times[document].Add(milliseconds);
            }
        }

        var medians = times.Values.Select(Median).Order().ToList();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{what}: {documents.Count} descriptions, {results} results; per description median {Median(medians):F3} ms, p95 {medians[(int)(medians.Count * 0.95)]:F3} ms, max {medians[^1]:F3} ms; all {medians.Sum():F1} ms (first time {cold:F0} ms)"));
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }

    private static Document Read(string file)
    {
        var content = File.ReadAllBytes(file);
        return new Document(content, Parse(content));
    }

    // Two of the shared files hold relative IRIs, so they are Turtle and not N-Triples.
    private static MemoryQuadSource Parse(byte[] content)
    {
        var builder = new MemoryQuadSourceBuilder();
        RdfFormats.Parse(content, RdfFormats.Turtle, builder, new() { BaseIri = Base });
        return builder.Build();
    }

    private sealed record Document(byte[] Content, MemoryQuadSource Data);
}
