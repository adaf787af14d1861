using Ocw.Nde.Benchmarks.Shacl;
using Ocw.Nde.Benchmarks.Store;

// Whole-path measurements: dotnet run -c Release --project bench/Ocw.Nde.Benchmarks -- <name> [arguments]
return args switch
{
    ["shacl", .. var rest] => ValidationRun.Run(rest),
    ["store", .. var rest] => StoreRun.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: <shacl [records]> | <store FILE.nq NEW-FOLDER>");
    return 2;
}
