using System.Diagnostics;
using System.Globalization;

namespace Ocw.Nde.Benchmarks.Termen;

/// <summary>Closed-loop clients, 8 unless told, that each ask the queries of a file in turn: searches a second and percentiles.</summary>
internal static class TermLoad
{
    internal static async Task<int> RunAsync(string url, string file, string[] options)
    {
        string? Option(string name) => Array.IndexOf(options, name) is >= 0 and var at && at + 1 < options.Length ? options[at + 1] : null;
        if (!new Uri(url).IsLoopback)
        {
            await Console.Error.WriteLineAsync($"{url}: only a loopback address is asked.");
            return 2;
        }

        var clients = int.Parse(Option("--clients") ?? "8", CultureInfo.InvariantCulture);
        var span = TimeSpan.FromSeconds(double.Parse(Option("--seconds") ?? "10", CultureInfo.InvariantCulture));
        var texts = await File.ReadAllLinesAsync(file);
        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = clients }) { Timeout = TimeSpan.FromSeconds(60) };
        await LoopAsync(client, url, texts, 0, TimeSpan.FromSeconds(2));
        var samples = await Task.WhenAll(Enumerable.Range(0, clients).Select(k => LoopAsync(client, url, texts, k * (texts.Length / clients), span)));
        var times = samples.SelectMany(sample => sample.Times).Order().ToArray();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{clients} clients: {times.Length / span.TotalSeconds:0} searches/s, p50 {times[times.Length / 2]:0.00}, p95 {times[(int)(times.Length * 0.95)]:0.00}, p99 {times[(int)(times.Length * 0.99)]:0.00} ms, errors {samples.Sum(sample => sample.Errors)}"));
        return 0;
    }

    private static async Task<(List<double> Times, int Errors)> LoopAsync(HttpClient client, string url, string[] texts, int first, TimeSpan span)
    {
        var times = new List<double>();
        var errors = 0;
        var total = Stopwatch.StartNew();
        for (var place = first; total.Elapsed < span; place++)
        {
            var watch = Stopwatch.StartNew();
            using var response = await client.GetAsync(new Uri(url + Uri.EscapeDataString(texts[place % texts.Length])));
            await response.Content.CopyToAsync(Stream.Null);
            if (response.IsSuccessStatusCode)
                times.Add(watch.Elapsed.TotalMilliseconds);
            else
                errors++;
        }

        return (times, errors);
    }
}
