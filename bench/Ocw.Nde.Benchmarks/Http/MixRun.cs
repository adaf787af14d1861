using System.Diagnostics;
using System.Globalization;

namespace Ocw.Nde.Benchmarks.Http;

/// <summary>
/// Closed-loop clients over a SPARQL endpoint on the loopback, each asking the light queries of a folder in turn on a connection that stays open:
/// requests a second and percentiles. Where a heavy query is named, one more client loops it beside them.
/// </summary>
internal static class MixRun
{
    internal const string Usage = "mix ENDPOINT QUERIES [--clients N] [--seconds N] [--light q01,q13,…] [--beside q25]";
    private static readonly string[] LightByDefault = ["q01", "q04", "q13", "q18", "q19", "q26"];

    internal static async Task<int> RunAsync(string[] args)
    {
        string? Option(string name) => Array.IndexOf(args, name) is >= 0 and var at && at + 1 < args.Length ? args[at + 1] : null;
        var endpoint = new Uri(args[0]);
        if (!endpoint.IsLoopback)
        {
            await Console.Error.WriteLineAsync($"{endpoint}: only a loopback address is asked.");
            return 2;
        }

        var clients = int.Parse(Option("--clients") ?? "1", CultureInfo.InvariantCulture);
        var seconds = double.Parse(Option("--seconds") ?? "5", CultureInfo.InvariantCulture);
        var light = Texts(args[1], Option("--light")?.Split(',') ?? LightByDefault);
        var heavy = Option("--beside") is { } name ? Texts(args[1], [name]) : [];

        using var client = new HttpClient(new SocketsHttpHandler { UseProxy = false, MaxConnectionsPerServer = clients + 1 }) { Timeout = TimeSpan.FromSeconds(60) };
        await LoopAsync(client, endpoint, light, 0, TimeSpan.FromSeconds(Math.Min(2, seconds)));
        var beside = heavy.Length == 0 ? Task.FromResult(new Sample([], 0)) : LoopAsync(client, endpoint, heavy, 0, TimeSpan.FromSeconds(seconds));
        var samples = await Task.WhenAll(Enumerable.Range(0, clients).Select(k => LoopAsync(client, endpoint, light, k, TimeSpan.FromSeconds(seconds))));
        var times = samples.SelectMany(sample => sample.Milliseconds).Order().ToArray();
        double Percentile(double share) => times.Length == 0 ? double.NaN : times[Math.Min(times.Length - 1, (int)(times.Length * share))];
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{clients} clients: {times.Length / seconds:0} requests/s, p50 {Percentile(0.5):0.00}, p95 {Percentile(0.95):0.00}, p99 {Percentile(0.99):0.00} ms, errors {samples.Sum(sample => sample.Errors)}"));
        var (besideTimes, besideErrors) = await beside;
        if (heavy.Length > 0)
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"beside it: {besideTimes.Count} heavy answers, mean {(besideTimes.Count == 0 ? double.NaN : besideTimes.Average()):0} ms, errors {besideErrors}"));
        return 0;
    }

    private static string[] Texts(string folder, string[] names) =>
        [.. names.SelectMany(name => Directory.EnumerateFiles(folder, name + "*.rq")).Select(File.ReadAllText)];

    private static async Task<Sample> LoopAsync(HttpClient client, Uri endpoint, string[] texts, int first, TimeSpan span)
    {
        var times = new List<double>();
        var errors = 0;
        var total = Stopwatch.StartNew();
        for (var place = first; total.Elapsed < span; place++)
        {
            var text = texts[place % texts.Length];
            using var request = new HttpRequestMessage(HttpMethod.Post, endpoint)
            {
                Content = new StringContent(text, System.Text.Encoding.UTF8, "application/sparql-query"),
            };
            request.Headers.TryAddWithoutValidation("Accept", GivesTriples(text) ? "application/n-triples" : "application/sparql-results+json");
            var watch = Stopwatch.StartNew();
            try
            {
                using var response = await client.SendAsync(request);
                await response.Content.CopyToAsync(Stream.Null);
                if (response.IsSuccessStatusCode)
                    times.Add(watch.Elapsed.TotalMilliseconds);
                else
                    errors++;
            }
            catch (HttpRequestException)
            {
                errors++;
            }
        }

        return new Sample(times, errors);
    }

    private static bool GivesTriples(string query) =>
        query.Split('\n').Select(line => line.TrimStart()).Any(line => line.StartsWith("CONSTRUCT", StringComparison.Ordinal) || line.StartsWith("DESCRIBE", StringComparison.Ordinal));

    private sealed record Sample(IReadOnlyList<double> Milliseconds, int Errors);
}
