using Ocw.Nde.Benchmarks.Shacl;

// Whole-path measurements: dotnet run -c Release --project bench/Ocw.Nde.Benchmarks -- <name> [arguments]
return args switch
{
    ["shacl", .. var rest] => ValidationRun.Run(rest),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("usage: <shacl [records]>");
    return 2;
}
