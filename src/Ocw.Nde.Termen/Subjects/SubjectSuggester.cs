using Ocw.Nde.Termen.Alignment.Training;

namespace Ocw.Nde.Termen.Subjects;

/// <summary>
/// Suggests subjects for objects from their titles, descriptions and keywords: by the words of the subjects themselves, by objects that are alike and have
/// subjects already, and by the words that go with a subject in those.
/// </summary>
/// <remarks>
/// Everything runs here and is learned here, in seconds. The three kinds of evidence are weighed by a logistic regression that is fitted on the objects with
/// subjects, each as if it were not among the others; with few of them the weights stay at what collections of prints and photographs gave. Suggestions are for
/// people to decide on: no subject is linked by this.
/// </remarks>
public sealed class SubjectSuggester
{
    /// <summary>The most objects that are learned from.</summary>
    public const int MaxExamples = 50_000;

    private const int FromText = 40;
    private const int FromWords = 30;
    private const int Neighbours = 30;
    private const int EnoughToLearn = 200;
    private const int MaxLearned = 4000;

    private readonly List<SubjectTerm> _terms;
    private readonly List<WordBag> _termBags;
    private readonly Dictionary<string, int> _termNumbers = new(StringComparer.Ordinal);
    private readonly BagIndex _termIndex;
    private readonly List<SubjectObject> _examples;
    private readonly List<WordBag> _exampleBags;
    private readonly BagIndex _exampleIndex;
    private readonly NotationWords _words = new();
    private readonly double[] _weights;

    /// <summary>Learns from objects that have subjects.</summary>
    /// <param name="terms">The subjects that may be suggested; those with an empty notation are left out.</param>
    /// <param name="examples">Objects; those without notations are left out.</param>
    /// <param name="cancellation">Ends the work.</param>
    public SubjectSuggester(IReadOnlyList<SubjectTerm> terms, IEnumerable<SubjectObject> examples, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(examples);
        _terms = [.. terms.Where(term => term.Notation.Length > 0)];
        _termBags = [.. _terms.Select(WordBag.Of)];
        for (var i = 0; i < _terms.Count; i++)
            _termNumbers.TryAdd(_terms[i].Notation, i);
        _termIndex = new BagIndex(_termBags);
        _examples = [.. examples.Select(example => example with { Notations = [.. example.Notations.Where(notation => notation.Length > 0)] }).Where(example => example.Notations.Count > 0).Take(MaxExamples)];
        _exampleBags = [.. _examples.Select(WordBag.Of)];
        _exampleIndex = new BagIndex(_exampleBags);
        for (var i = 0; i < _examples.Count; i++)
            _words.Add(_exampleBags[i], _examples[i].Notations);
        _weights = _examples.Count < EnoughToLearn ? SubjectWeights.BuiltIn : Learn(cancellation);
    }

    /// <summary>How many objects were learned from.</summary>
    public int Examples => _examples.Count;

    internal IReadOnlyList<double> Weights => _weights;

    /// <summary>The subjects that the object most probably has, best first.</summary>
    public IReadOnlyList<SubjectSuggestion> Suggest(SubjectObject item, int count)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        var bag = WordBag.Of(item);
        var candidates = Candidates(bag, own: -1);
        foreach (var candidate in candidates)
            candidate.Score = Probability(candidate.Features);
        return
        [
            .. candidates.OrderByDescending(candidate => candidate.Score).ThenBy(candidate => candidate.Notation, StringComparer.Ordinal).Take(count)
                .Select(candidate => new SubjectSuggestion(candidate.Notation, candidate.Term < 0 ? "" : LabelOf(_terms[candidate.Term]), Math.Round(candidate.Score, 3), Reasons(candidate, bag))),
        ];
    }

    /// <summary>The subjects whose own words answer best to those of the object, by BM25: what is reached without any example.</summary>
    public IReadOnlyList<string> ByTextAlone(SubjectObject item, int count)
    {
        ArgumentNullException.ThrowIfNull(item);
        return [.. _termIndex.Search(WordBag.Of(item), count).Select(found => _terms[found.Bag].Notation)];
    }

    private List<SubjectCandidate> Candidates(WordBag bag, int own)
    {
        var found = new Dictionary<string, SubjectCandidate>(StringComparer.Ordinal);
        AddText(bag, found);
        var neighbours = AddNeighbours(bag, own, found);
        AddWords(bag, own, found);
        foreach (var candidate in found.Values)
            Complete(candidate, bag, own, neighbours);
        return [.. found.Values];
    }

    private SubjectCandidate At(Dictionary<string, SubjectCandidate> found, string notation)
    {
        if (!found.TryGetValue(notation, out var candidate))
            found.Add(notation, candidate = new SubjectCandidate(notation) { Term = TermOf(notation) });
        return candidate;
    }

    // «25F711(CATERPILLAR)» is composed on «25F711» and has its words.
    private int TermOf(string notation)
    {
        if (_termNumbers.TryGetValue(notation, out var number))
            return number;
        var bracket = notation.IndexOf('(', StringComparison.Ordinal);
        return bracket > 0 && _termNumbers.TryGetValue(notation[..bracket], out number) ? number : -1;
    }

    private void AddText(WordBag bag, Dictionary<string, SubjectCandidate> found)
    {
        var hits = _termIndex.Search(bag, FromText);
        foreach (var (term, score) in hits)
        {
            var candidate = At(found, _terms[term].Notation);
            candidate[SubjectFeature.TextShare] = score / hits[0].Score;
            candidate[SubjectFeature.Text] = MathF.Log2(1 + score) / 5;
        }
    }

    private List<(int Bag, float Score)> AddNeighbours(WordBag bag, int own, Dictionary<string, SubjectCandidate> found)
    {
        var neighbours = _exampleIndex.Alike(bag, Neighbours, own);
        var all = neighbours.Sum(neighbour => neighbour.Score * neighbour.Score);
        foreach (var (example, score) in neighbours)
        {
            foreach (var notation in _examples[example].Notations)
            {
                var candidate = At(found, notation);
                candidate[SubjectFeature.Neighbours] += score * score / all;
                candidate[SubjectFeature.Nearest] = Math.Max(candidate[SubjectFeature.Nearest], score);
            }
        }

        return neighbours;
    }

    private void AddWords(WordBag bag, int own, Dictionary<string, SubjectCandidate> found)
    {
        var best = _words.Best(bag, own < 0 ? null : _examples[own].Notations, FromWords);
        foreach (var (notation, score) in best)
        {
            var candidate = At(found, notation);
            candidate[SubjectFeature.WordsShare] = score / best[0].Score;
            candidate[SubjectFeature.Words] = MathF.Log2(1 + score) / 5;
        }
    }

    private void Complete(SubjectCandidate candidate, WordBag bag, int own, List<(int Bag, float Score)> neighbours)
    {
        var isOwn = own >= 0 && _examples[own].Notations.Contains(candidate.Notation, StringComparer.Ordinal);
        var objects = _words.ObjectsOf(candidate.Notation, isOwn);
        candidate[SubjectFeature.Popularity] = MathF.Log2(1 + objects) / 10;
        candidate[SubjectFeature.Used] = objects > 0 ? 1 : 0;
        candidate[SubjectFeature.Depth] = Math.Min(10, BaseOf(candidate.Notation).Length) / 10f;
        if (candidate.Term >= 0)
            candidate[SubjectFeature.Coverage] = Coverage(_termBags[candidate.Term], bag);
        var parent = ParentOf(candidate.Notation);
        var all = 0f;
        foreach (var (example, score) in neighbours)
        {
            all += score;
            var notations = _examples[example].Notations;
            if (!notations.Contains(candidate.Notation, StringComparer.Ordinal) && notations.Any(other => string.Equals(ParentOf(other), parent, StringComparison.Ordinal)))
                candidate[SubjectFeature.Siblings] += score;
        }

        if (all > 0)
            candidate[SubjectFeature.Siblings] /= all;
    }

    private float Coverage(WordBag term, WordBag bag)
    {
        float held = 0, all = 0;
        foreach (var word in term.Words.Keys)
        {
            var rarity = _termIndex.Rarity(word);
            all += rarity;
            held += bag.Contains(word) ? rarity : 0;
        }

        return all == 0 ? 0 : held / all;
    }

    private static string BaseOf(string notation) => notation.IndexOf('(', StringComparison.Ordinal) is var bracket and > 0 ? notation[..bracket] : notation;

    // What a composed notation is composed on, or the notation without its last character.
    private static string ParentOf(string notation) => BaseOf(notation) is var own && own.Length < notation.Length ? own : own[..^1];

    private List<string> Reasons(SubjectCandidate candidate, WordBag bag)
    {
        var reasons = new List<string>();
        if (candidate.Term >= 0)
            reasons.AddRange(_termBags[candidate.Term].Words.Keys.Where(bag.Contains).OrderByDescending(_termIndex.Rarity).ThenBy(word => word, StringComparer.Ordinal).Take(3).Select(word => $"word={word}"));
        if (candidate[SubjectFeature.Nearest] > 0)
            reasons.Add(FormattableString.Invariant($"alike={candidate[SubjectFeature.Nearest]:0.00}"));
        return reasons;
    }

    private static string LabelOf(SubjectTerm term) => term.Labels.Count > 0 ? term.Labels[0] : term.Notation;

    private double Probability(float[] features)
    {
        var sum = _weights[^1];
        for (var i = 0; i < features.Length; i++)
            sum += _weights[i] * features[i];
        return 1 / (1 + Math.Exp(-sum));
    }

    // Each example is answered as if it were not among the others.
    private double[] Learn(CancellationToken cancellation)
    {
        var step = Math.Max(1, _examples.Count / MaxLearned);
        var rows = new List<(float[] Features, bool IsRight)>[_examples.Count];
        Parallel.For(0, _examples.Count, new ParallelOptions { CancellationToken = cancellation }, i =>
        {
            rows[i] = i % step != 0 ? [] : [.. Candidates(_exampleBags[i], i).Select(candidate => (candidate.Features, _examples[i].Notations.Contains(candidate.Notation, StringComparer.Ordinal)))];
        });
        var all = rows.SelectMany(row => row).ToList();
        return LogisticRegression.Fit(all.ConvertAll(row => row.Features), all.ConvertAll(row => row.IsRight), all.ConvertAll(_ => 1.0), 1, [.. SubjectWeights.BuiltIn.SkipLast(1).Select(weight => (float)weight)], cancellation);
    }
}
