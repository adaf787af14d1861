using System.Diagnostics;
using System.Globalization;
using Ocw.Nde.Datasetregister.Statistics;
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
        Measure("memory", builder.Build(), records);

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
            Measure("store", snapshot, records);
        }
        finally
        {
            folder.Delete(recursive: true);
        }

        return 0;
    }

    private static void Measure(string name, IQuadSource source, int records)
    {
        for (var round = 1; round <= 3; round++)
        {
            var before = GC.GetTotalAllocatedBytes();
            var watch = Stopwatch.StartNew();
            var report = ShaclValidator.Validate(source, GraphSelector.Default, StandardShapes.RecordProfile, new ValidationOptions { ExamplesPerCount = 10 });
            var seconds = watch.Elapsed.TotalSeconds;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{name}, round {round}: {seconds:F2} s, {records / seconds:N0} records/s, {report.Targets.Validated} nodes, {report.ResultCount} results, {report.Results.Count} kept, {(GC.GetTotalAllocatedBytes() - before) >> 20} MiB allocated"));
        }

        var counting = Stopwatch.StartNew();
        var counts = DatasetStatistics.Count(source, GraphSelector.Default);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}, statistics: {counting.Elapsed.TotalSeconds:F2} s, {counts.Triples} triples, {counts.DistinctSubjects} subjects"));
    }
}
