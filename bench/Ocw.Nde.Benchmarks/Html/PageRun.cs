using System.Diagnostics;
using System.Globalization;
using Ocw.Nde.Html;
using Ocw.Nde.Rdf;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Benchmarks.Html;

/// <summary>How many web pages a second one thread reads, with all that they state.</summary>
internal static class PageRun
{
    public const string Usage = "html FOLDER [seconds]";

    public static int Run(string[] arguments)
    {
        var pages = Directory.EnumerateFiles(arguments[0], "*.html", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllBytes).ToList();
        var time = TimeSpan.FromSeconds(arguments.Length > 1 ? double.Parse(arguments[1], CultureInfo.InvariantCulture) : 5);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{pages.Count} pages, {pages.Sum(p => (long)p.Length):N0} bytes, median {pages.Select(p => p.Length).Order().ElementAt(pages.Count / 2):N0}"));
        foreach (var (name, chosen) in new[] { ("all pages", pages), ("pages up to 100 KB", pages.Where(p => p.Length <= 100_000).ToList()) })
        {
            Measure(chosen, TimeSpan.FromSeconds(1));
            Console.WriteLine($"{name}: {Measure(chosen, time)}");
        }

        return 0;
    }

    private static string Measure(List<byte[]> pages, TimeSpan time)
    {
        var reader = new HtmlRdfReader();
        var sink = new Counter();
        var (read, bytes) = (0L, 0L);
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < time)
        {
            foreach (var page in pages)
            {
                reader.ReadPage(page, "text/html", "https://museum.example/page", sink);
                bytes += page.Length;
            }

            read += pages.Count;
        }

        var seconds = watch.Elapsed.TotalSeconds;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        return string.Create(CultureInfo.InvariantCulture, $"{read / seconds:N0} pages/s, {bytes / seconds / 1e6:N1} MB/s, {sink.Count / seconds:N0} statements/s, {allocated / read / 1024:N0} KB allocated a page");
    }

    private sealed class Counter : IQuadSink
    {
        public long Count { get; private set; }

        public void Quad(in TermSpan subject, in TermSpan predicate, in TermSpan @object, in TermSpan graph) => Count++;
    }
}
