using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Ocw.Nde.Benchmarks.Formats;

/// <summary>
/// Does one thing with a file again and again and prints a JSON line: bytes, statements, and the processor time of the first round (cold: the program
/// has just started) and of the best of the others (warm). Reading the file into memory does not count.
/// </summary>
internal static class FormatsRun
{
    public const string Usage = "formats parse|write|json|expand|compact|frame|fromrdf|results-read|results-write FILE [rounds [option]]";
    private const int DefaultRounds = 5;

    public static int Run(string[] arguments)
    {
        var (operation, file) = (arguments[0], arguments[1]);
        var rounds = arguments.Length > 2 ? int.Parse(arguments[2], CultureInfo.InvariantCulture) : DefaultRounds;
        var option = arguments.Length > 3 ? arguments[3] : null;
        if (!Operations.TryPrepare(operation, file, option, out var work))
        {
            Console.Error.WriteLine($"usage: {Usage}");
            return 2;
        }

        var seconds = new List<double>();
        var clock = new List<double>();
        var allocated = 0L;
        var outcome = default(Outcome);
        for (var round = 0; round < rounds; round++)
        {
            GC.Collect();
            var bytesBefore = GC.GetTotalAllocatedBytes();
            var before = Environment.CpuUsage.TotalTime;
            var watch = Stopwatch.StartNew();
            outcome = work!();
            clock.Add(watch.Elapsed.TotalSeconds);
            seconds.Add((Environment.CpuUsage.TotalTime - before).TotalSeconds);
            allocated = GC.GetTotalAllocatedBytes() - bytesBefore;
        }

        var line = new
        {
            tool = "ocwnde",
            operation,
            file = Path.GetFileName(file),
            option,
            bytes = outcome.Bytes,
            statements = outcome.Statements,
            check = outcome.Check,
            cold = seconds[0],
            warm = seconds.Skip(1).DefaultIfEmpty(seconds[0]).Min(),
            clock = clock.Min(),
            allocatedPerStatement = outcome.Statements == 0 ? 0 : allocated / outcome.Statements,
        };
        Console.WriteLine(JsonSerializer.Serialize(line));
        return 0;
    }
}

/// <summary>What a round did.</summary>
/// <param name="Bytes">The bytes that were read, or written.</param>
/// <param name="Statements">How many triples, quads or solutions.</param>
/// <param name="Check">A number made of every term, so that no work can be left out.</param>
internal readonly record struct Outcome(long Bytes, long Statements, long Check = 0);
