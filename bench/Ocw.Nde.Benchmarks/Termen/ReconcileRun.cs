using System.Diagnostics;
using System.Globalization;
using Ocw.Nde.Rdf.Terms;
using Ocw.Nde.Termen.Catalog;
using Ocw.Nde.Termen.Indexing;
using Ocw.Nde.Termen.Network;
using Ocw.Nde.Termen.Reconciliation;

namespace Ocw.Nde.Benchmarks.Termen;

/// <summary>Batches of reconciliation queries over made-up terms: how long a batch of 50 takes.</summary>
internal static class ReconcileRun
{
    public const string Usage = "reconcile [LABELS [BATCHES]]";

    private const int BatchSize = 50;

    public static async Task<int> RunAsync(string[] arguments)
    {
        var labels = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 1_000_000;
        var batches = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 100;
        var folder = Directory.CreateTempSubdirectory("ocwnde-reconcile-");
        try
        {
            using var index = TermIndex.Open(folder.FullName);
            var words = new Words(7);
            var terms = Enumerable.Range(0, labels / 2).Select(i => words.Term(i)).ToList();
            var report = await index.RebuildAsync(new TermSource { Id = "made", TitleNl = "Gemaakt", TitleEn = "Made", Graph = new Iri("urn:made"), Languages = ["nl"] }, terms, "1");
            Console.WriteLine($"labels {report.Labels:N0}, built in {report.Elapsed.TotalSeconds:0.0} s");

            var network = new TermNetwork(index);
            var reconciler = new Reconciler(network, () => index, new ReconciliationOptions());
            var scope = new ReconciliationScopes(network, "urn:all").Whole;
            foreach (var (name, text) in new (string Name, Func<int, string> Text)[]
            {
                ("labels as they are", i => terms[i * 7919 % terms.Count].Labels[0].Text),
                ("with a typing error", i => Words.Mistyped(terms[i * 6007 % terms.Count].Labels[0].Text)),
                ("one word of a label", i => terms[i * 5003 % terms.Count].Labels[0].Text.Split(' ')[0]),
                ("words that are nowhere", i => "qqx" + i.ToString(CultureInfo.InvariantCulture) + " zzv"),
            })
            {
                await MeasureAsync(reconciler, scope, name, text, batches);
            }

            return 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task MeasureAsync(Reconciler reconciler, ReconciliationScope scope, string name, Func<int, string> text, int batches)
    {
        var times = new List<double>();
        var matches = 0;
        for (var b = -3; b < batches; b++)
        {
            var batch = Enumerable.Range(0, BatchSize).Select(i => new BatchItem("q" + i, new ReconciliationQuery { Text = text(((b + 3) * BatchSize) + i), Limit = 10 }, null)).ToList();
            var started = Stopwatch.GetTimestamp();
            var answers = await reconciler.ReconcileAsync(batch, scope, ["nl"], default);
            if (b < 0)
                continue;
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            matches += answers.Count(answer => answer.Candidates is [{ IsMatch: true }, ..]);
        }

        times.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-24} batch of {BatchSize}: p50 {times[times.Count / 2]:0.0} ms, p95 {times[(int)(times.Count * 0.95)]:0.0} ms, longest {times[^1]:0.0} ms; matched {matches} of {batches * BatchSize}"));
    }

    /// <summary>Labels of one to three made-up words, the common ones common, as in a thesaurus.</summary>
    private sealed class Words(int seed)
    {
        private static readonly string[] s_syllables = ["ka", "mer", "sto", "el", "va", "zen", "bo", "rd", "kle", "ed", "schil", "der", "hout", "snij", "werk", "zil", "ver", "gla", "te", "gel", "brons", "poor", "ten", "lijst"];

#pragma warning disable CA5394 // Made-up words are no secret.
        private readonly Random _random = new(seed);

        internal TermRecord Term(int i)
        {
            var term = new TermRecord { Iri = "https://example.org/id/" + i.ToString(CultureInfo.InvariantCulture) };
            term.Labels.Add(new TermLabel(TermLabelKind.Preferred, Label(), "nl"));
            term.Labels.Add(new TermLabel(TermLabelKind.Alternative, Label(), "nl"));
            return term;
        }

        internal static string Mistyped(string label) => label.Length < 4 ? label : string.Concat(label.AsSpan(0, label.Length / 2), label.AsSpan((label.Length / 2) + 1));

        private string Label() => string.Join(' ', Enumerable.Range(0, _random.Next(1, 4)).Select(_ => Word()));

        private string Word()
        {
            // The square makes low numbers common.
            var share = _random.NextDouble();
            var number = (int)(share * share * 200_000);
            var word = "";
            for (var n = number + 24; n > 0; n /= s_syllables.Length)
                word += s_syllables[n % s_syllables.Length];
            return word;
        }
#pragma warning restore CA5394
    }
}
