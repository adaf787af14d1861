using Ocw.Nde.Benchmarks.Formats;
using Ocw.Nde.Benchmarks.Harvest;
using Ocw.Nde.Benchmarks.Html;
using Ocw.Nde.Benchmarks.Http;
using Ocw.Nde.Benchmarks.Rml;
using Ocw.Nde.Benchmarks.Shacl;
using Ocw.Nde.Benchmarks.Sparql;
using Ocw.Nde.Benchmarks.Store;
using Ocw.Nde.Benchmarks.Termen;

// Whole-path measurements: dotnet run -c Release --project bench/Ocw.Nde.Benchmarks -- <name> [arguments]
return args switch
{
    ["align", .. { Length: >= 1 } rest] => await AlignRun.RunAsync(rest),
    ["delta", .. var rest] => DeltaRun.Run(rest),
    ["harvest", .. var rest] => HarvestMeasurement.Run(rest),
    ["formats", .. { Length: >= 2 } rest] => FormatsRun.Run(rest),
    ["html", .. { Length: >= 1 } rest] => PageRun.Run(rest),
    ["rml", .. { Length: >= 1 } rest] => RmlRun.Run(rest),
    ["mix", .. { Length: >= 2 } rest] => await MixRun.RunAsync(rest),
    ["reconcile", .. var rest] => await ReconcileRun.RunAsync(rest),
    ["review", .. { Length: >= 1 } rest] => await ReviewRun.RunAsync(rest),
    ["shacl", "descriptions", .. var rest] => DescriptionRun.Run(rest),
    ["shacl", .. var rest] => ValidationRun.Run(rest),
    ["store", .. var rest] => StoreRun.Run(rest),
    ["store-size", .. var rest] => SizeRun.Run(rest),
    ["sparql", .. { Length: >= 2 } rest] => QueryRun.Run(rest),
    ["termen", .. var rest] => await TermRun.RunAsync(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine(
        $"usage: <{AlignRun.Usage}> | <{HarvestMeasurement.Usage}> | <shacl [records]> | <{DescriptionRun.Usage}> | <store FILE.nq NEW-FOLDER> | <delta FILE.nq NEW-FOLDER> | <{FormatsRun.Usage}> | <{PageRun.Usage}> | <{RmlRun.Usage}> | <{ReconcileRun.Usage}> | <{ReviewRun.Usage}> | <{QueryRun.Usage}> | <{MixRun.Usage}> | <{TermRun.Usage}>");
    return 2;
}
