using System.Diagnostics;
using System.Globalization;
using Ocw.Nde.Datasetregister.Statistics;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Graphs;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Shacl;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Store;
using Ocw.Nde.Store.Memory;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Benchmarks.Shacl;

/// <summary>Validates generated SCHEMA-AP-NDE records against the record profile, in memory and in a store on disk, and prints records per second.</summary>
internal static class ValidationRun
{
    internal static int Run(string[] args)
    {
        var records = args is [var first, ..] ? int.Parse(first, CultureInfo.InvariantCulture) : 100_000;
        var builder = new MemoryQuadSourceBuilder(expectedQuads: records * 24);
        RecordGenerator.Write(builder, records);
        Measure("memory", builder.Build(), records, StandardShapes.RecordProfile);

        var folder = Directory.CreateTempSubdirectory("ocwnde-shacl-");
        try
        {
            using var store = QuadStore.Open(folder.FullName);
            using (var transaction = store.BeginWrite())
            {
                RecordGenerator.Write(transaction.Stage(new Iri("https://example.org/graph"), GraphClass.Content), records);
                transaction.Commit();
            }

            using var snapshot = store.OpenSnapshot(ReaderScope.Public);
            Measure("store", snapshot, records, StandardShapes.RecordProfile);
            Measure("store, a SPARQL constraint on each record", snapshot, records, OneQuery());
            var counting = Stopwatch.StartNew();
            var counts = DatasetStatistics.Count(snapshot, GraphSelector.Default);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"store, statistics: {counting.Elapsed.TotalSeconds:F2} s, {counts.Triples} triples, {counts.DistinctSubjects} subjects"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return 0;
    }

    // A record whose maker has no name in Dutch.
    private static ShapesGraph OneQuery()
    {
        var graph = new RdfGraph();
        RdfFormats.Parse(
            """
            @prefix sh: <http://www.w3.org/ns/shacl#> .
            [] sh:targetClass <https://schema.org/CreativeWork> ; sh:sparql [ sh:select '''
                PREFIX schema: <https://schema.org/>
                SELECT $this ?path ?value WHERE {
                    $this schema:creator ?value .
                    FILTER NOT EXISTS { ?value schema:name ?name FILTER(lang(?name) = "nl") }
                    BIND(schema:creator AS ?path)
                }''' ] .
            """u8.ToArray(),
            RdfFormats.Turtle,
            new RdfGraphSink(graph));
        return ShapesGraph.Load(graph);
    }

    private static void Measure(string name, IQuadSource source, int records, ShapesGraph shapes)
    {
        for (var round = 1; round <= 3; round++)
        {
            var before = GC.GetTotalAllocatedBytes();
            var watch = Stopwatch.StartNew();
            var report = ShaclValidator.Validate(source, GraphSelector.Default, shapes, new ValidationOptions { ExamplesPerCount = 10 });
            var seconds = watch.Elapsed.TotalSeconds;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name}, round {round}: {seconds:F2} s, {records / seconds:N0} records/s, {report.Targets.Validated} nodes, {report.ResultCount} results, {report.Results.Count} kept, {(GC.GetTotalAllocatedBytes() - before) >> 20} MiB allocated"));
        }
    }
}
