using System.Diagnostics;
using System.Globalization;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Formats;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Benchmarks.Formats;

/// <summary>Reads a JSON-LD file again and again on one thread, and says how many MB of it go through in a second.</summary>
internal static class JsonLdRun
{
    public const string Usage = "jsonld FILE [rounds]";
    private const int DefaultRounds = 5;

    public static int Run(string[] arguments)
    {
        var bytes = File.ReadAllBytes(arguments[0]);
        var rounds = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : DefaultRounds;
        for (var round = 1; round <= rounds; round++)
        {
            var sink = new Counter();
            var allocated = GC.GetAllocatedBytesForCurrentThread();
            var processor = Environment.CpuUsage.TotalTime;
            var clock = Stopwatch.StartNew();
            RdfFormats.Parse(bytes, RdfFormats.JsonLd, sink);
            var seconds = clock.Elapsed.TotalSeconds;
            var busy = (Environment.CpuUsage.TotalTime - processor).TotalSeconds;
            allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"round {round}: {bytes.Length / 1e6 / seconds:F1} MB/s, {bytes.Length / 1e6 / busy:F1} MB/s of processor time, {sink.Quads / seconds:F0} quads/s, {sink.Quads} quads, {(double)allocated / Math.Max(1, sink.Quads):F0} bytes allocated a quad"));
        }

        return 0;
    }

    private sealed class Counter : IQuadSink
    {
        public long Quads { get; private set; }

        public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph) => Quads++;
    }
}
