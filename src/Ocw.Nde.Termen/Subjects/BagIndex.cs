namespace Ocw.Nde.Termen.Subjects;

/// <summary>Bags of words, found by Okapi BM25 and compared by the cosine of their weighted words.</summary>
internal sealed class BagIndex
{
    // The customary values of BM25 (Robertson and Zaragoza 2009, section 3.5).
    private const float Saturation = 1.2f;
    private const float LengthShare = 0.75f;

    private readonly Dictionary<string, List<(int Bag, float Count)>> _postings = new(StringComparer.Ordinal);
    private readonly float[] _lengths;
    private readonly float[] _norms;
    private readonly float _meanLength;

    internal BagIndex(IReadOnlyList<WordBag> bags)
    {
        _lengths = [.. bags.Select(bag => bag.Total)];
        _meanLength = Math.Max(1, _lengths.DefaultIfEmpty(0).Average());
        for (var i = 0; i < bags.Count; i++)
        {
            foreach (var (word, count) in bags[i].Words)
            {
                if (!_postings.TryGetValue(word, out var list))
                    _postings.Add(word, list = []);
                list.Add((i, count));
            }
        }

        _norms = new float[bags.Count];
        foreach (var (word, list) in _postings)
        {
            var rarity = Rarity(word);
            foreach (var (bag, count) in list)
                _norms[bag] += Square(Weight(count) * rarity);
        }

        for (var i = 0; i < _norms.Length; i++)
            _norms[i] = MathF.Sqrt(_norms[i]);
    }

    internal int Count => _lengths.Length;

    /// <summary>How rare a word is: the logarithm of all bags over those that hold it; zero for a word that none holds.</summary>
    internal float Rarity(string word) =>
        _postings.TryGetValue(word, out var list) ? MathF.Log(1 + ((Count - list.Count + 0.5f) / (list.Count + 0.5f))) : 0;

    /// <summary>The bags that answer best, by BM25, best first.</summary>
    internal List<(int Bag, float Score)> Search(WordBag query, int count)
    {
        var scores = new Dictionary<int, float>();
        foreach (var (word, asked) in query.Words)
        {
            if (!_postings.TryGetValue(word, out var list))
                continue;
            var weight = Rarity(word) * Math.Min(asked, 3);
            foreach (var (bag, held) in list)
                scores[bag] = scores.GetValueOrDefault(bag) + (weight * held * (Saturation + 1) / (held + (Saturation * (1 - LengthShare + (LengthShare * _lengths[bag] / _meanLength)))));
        }

        return Best(scores, count);
    }

    /// <summary>The bags that are most alike, by cosine from 0 to 1, best first.</summary>
    internal List<(int Bag, float Score)> Alike(WordBag query, int count, int except)
    {
        var products = new Dictionary<int, float>();
        var norm = 0f;
        foreach (var (word, asked) in query.Words)
        {
            var rarity = Rarity(word);
            if (rarity == 0)
                continue;
            var weight = Weight(asked) * rarity;
            norm += Square(weight);
            foreach (var (bag, held) in _postings[word])
            {
                if (bag != except)
                    products[bag] = products.GetValueOrDefault(bag) + (weight * Weight(held) * rarity);
            }
        }

        norm = MathF.Sqrt(norm);
        foreach (var bag in products.Keys.ToList())
            products[bag] = norm == 0 || _norms[bag] == 0 ? 0 : products[bag] / (norm * _norms[bag]);
        return Best(products, count);
    }

    // Equal scores keep the order of the bags, so that the same texts give the same answer everywhere.
    private static List<(int Bag, float Score)> Best(Dictionary<int, float> scores, int count) =>
        [.. scores.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(count).Select(pair => (pair.Key, pair.Value))];

    private static float Weight(float count) => MathF.Log2(1 + count);

    private static float Square(float number) => number * number;
}
