using System.Diagnostics;
using System.Globalization;
using Ocw.Nde.Shacl;
using Ocw.Nde.Shacl.Shapes;
using Ocw.Nde.Store.Memory;
using Ocw.Nde.Store.Sources;

namespace Ocw.Nde.Benchmarks.Shacl;

/// <summary>Validates generated SCHEMA-AP-NDE records against the record profile and prints records per second.</summary>
internal static class ValidationRun
{
    internal static int Run(string[] args)
    {
        var records = args is [var first, ..] ? int.Parse(first, CultureInfo.InvariantCulture) : 100_000;

        var builder = new MemoryQuadSourceBuilder(expectedQuads: records * 24);
        RecordGenerator.Write(builder, records);
        var source = builder.Build();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{records} records, {source.Count} triples"));

        for (var round = 1; round <= 3; round++)
        {
            var before = GC.GetTotalAllocatedBytes();
            var watch = Stopwatch.StartNew();
            var report = ShaclValidator.Validate(source, GraphSelector.Default, StandardShapes.RecordProfile, new ValidationOptions { ExamplesPerCount = 10 });
            var seconds = watch.Elapsed.TotalSeconds;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"round {round}: {seconds:F2} s, {records / seconds:N0} records/s, {report.Targets.Validated} nodes, {report.ResultCount} results, {report.Results.Count} kept, {(GC.GetTotalAllocatedBytes() - before) >> 20} MiB allocated"));
        }

        return 0;
    }
}
