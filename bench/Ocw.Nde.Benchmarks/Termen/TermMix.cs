using Ocw.Nde.Termen.Folding;
using Ocw.Nde.Termen.Indexing;

namespace Ocw.Nde.Benchmarks.Termen;

/// <summary>Queries of the kinds that people type, made from the labels of an index with a fixed seed.</summary>
internal sealed class TermMix
{
    private const int PerKind = 400;

    // What «realistic» means here: shares of a hundred.
    private static readonly (string Kind, int Share)[] s_shares =
        [("label", 30), ("word", 15), ("two words", 20), ("typing error", 8), ("compound", 5), ("wildcard", 5), ("prefix", 10), ("notation", 4), ("operators", 2), ("common word", 1)];

    private readonly Random _random = new(20261122);

    private TermMix(TermIndex index)
    {
        using var lease = index.Acquire();
        var labels = new List<string>();
        foreach (var source in lease.Sources)
        {
            for (var i = 0; i < Math.Min(20_000, source.LabelCount); i++)
            {
                var label = _random.Next(source.LabelCount);
                if ((TermLabelKind)source.LabelKinds[label] != IndexFormat.NotationKind)
                    labels.Add(source.LabelText(label));
            }
        }

        var dutch = lease.Sources.Where(source => source.Source.Id is "nmvw" or "cht" or "abr")
            .SelectMany(source => Enumerable.Range(0, source.LabelCount).Select(source.LabelText)).Select(label => TextFolder.Fold(label)).Where(label => label.Length is > 4 and < 9 && !label.Contains(' ', StringComparison.Ordinal)).Distinct(StringComparer.Ordinal).ToList();
        var notations = lease.Find("iconclass") is { } iconclass ? Enumerable.Range(0, PerKind).Select(_ => iconclass.Record(_random.Next(iconclass.TermCount)).Notations[0]).ToList() : ["25F"];
        var words = labels.SelectMany(label => TextFolder.Fold(label).Split(' ')).Where(word => word.Length > 2).Distinct(StringComparer.Ordinal).ToList();
        Kinds = new Dictionary<string, string[]>(StringComparer.Ordinal)
        {
            ["label"] = Make(() => One(labels)),
            ["word"] = Make(() => One(words)),
            ["two words"] = Make(() => string.Join(' ', TextFolder.Fold(One(labels)).Split(' ').OrderByDescending(word => word.Length).Take(2))),
            ["typing error"] = Make(() => Mistyped(One(words.Where(word => word.Length > 5).ToList()))),
            ["compound"] = Make(() => One(dutch) + One(dutch)),
            ["wildcard"] = Make(Wildcard(words)),
            ["prefix"] = Make(() => One(words) is var word ? word[..Math.Min(word.Length, _random.Next(3, 7))] : ""),
            ["notation"] = [.. notations],
            ["operators"] = Make(() => $"{One(words)} {(_random.Next(2) == 0 ? "OR" : "NOT")} {One(words)}"),
            ["common word"] = ["de", "van", "of", "the", "and", "with", "in", "een", "het", "la", "story"],
            ["one letter"] = [.. Enumerable.Range(0, 26).Select(i => ((char)('a' + i)).ToString())],
            ["every term"] = ["*", "*a*", "a*", "?*"],
        };
    }

    internal IReadOnlyDictionary<string, string[]> Kinds { get; }

    internal static TermMix Of(TermIndex index) => new(index);

    /// <summary>A realistic sequence of queries, with whether the last word is still being typed.</summary>
    internal List<(string Kind, string Text)> Sequence(int count)
    {
        var sequence = new List<(string, string)>(count);
        for (var i = 0; i < count; i++)
        {
            var place = _random.Next(100);
            var at = 0;
            while (place >= s_shares[at].Share)
                place -= s_shares[at++].Share;
            var kind = s_shares[at].Kind;
            sequence.Add((kind, One(Kinds[kind])));
        }

        return sequence;
    }

    private Func<string> Wildcard(List<string> words) => () =>
    {
        var word = One(words);
        return _random.Next(4) switch
        {
            0 => word[..Math.Min(4, word.Length)] + "*",
            1 => "*" + word[^Math.Min(4, word.Length)..],
            2 => word[..1] + "?" + word[2..],
            _ => word[..Math.Min(3, word.Length)] + "*" + word[^1],
        };
    };

    private string Mistyped(string word)
    {
        var at = _random.Next(1, word.Length - 1);
        return _random.Next(4) switch
        {
            0 => word.Remove(at, 1),
            1 => word.Insert(at, "x"),
            2 => $"{word[..at]}{word[at + 1]}{word[at]}{word[(at + 2)..]}",
            _ => $"{word[..at]}q{word[(at + 1)..]}",
        };
    }

    private static string[] Make(Func<string> make) => [.. Enumerable.Range(0, PerKind).Select(_ => make())];

    private string One(IReadOnlyList<string> items) => items[_random.Next(items.Count)];
}
