using System.Runtime.InteropServices;

namespace Ocw.Nde.Termen.Subjects;

/// <summary>Which words go with which notation in the objects that have them: how much more often than elsewhere.</summary>
internal sealed class NotationWords
{
    // Words that one object alone has say nothing yet.
    private const float LeastObjects = 2;
    private const float Smoothing = 0.5f;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<int, int>> _together = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _objectsOfWord = new(StringComparer.Ordinal);
    private readonly List<int> _objectsOfNotation = [];
    private readonly List<string> _notations = [];
    private int _objects;

    internal IReadOnlyList<string> Notations => _notations;

    internal int Objects => _objects;

    internal void Add(WordBag words, IReadOnlyCollection<string> notations)
    {
        _objects++;
        foreach (var notation in notations)
        {
            if (!_numbers.TryGetValue(notation, out var number))
            {
                _numbers.Add(notation, number = _notations.Count);
                _notations.Add(notation);
                _objectsOfNotation.Add(0);
            }

            _objectsOfNotation[number]++;
        }

        foreach (var word in words.Words.Keys)
        {
            CollectionsMarshal.GetValueRefOrAddDefault(_objectsOfWord, word, out _)++;
            if (!_together.TryGetValue(word, out var counts))
                _together.Add(word, counts = []);
            foreach (var notation in notations)
                CollectionsMarshal.GetValueRefOrAddDefault(counts, _numbers[notation], out _)++;
        }
    }

    /// <summary>How many objects have the notation; one less if the object in hand is one of them.</summary>
    internal int ObjectsOf(string notation, bool isOwn) => _numbers.TryGetValue(notation, out var number) ? _objectsOfNotation[number] - (isOwn ? 1 : 0) : 0;

    /// <summary>The notations that the words speak for, best first: the sum, over the words, of the logarithm of how much more often they go together than by chance.</summary>
    /// <param name="words">The words of an object.</param>
    /// <param name="own">The notations of the object if it is among those that were learned from: it must not speak for itself.</param>
    /// <param name="count">How many.</param>
    internal List<(string Notation, float Score)> Best(WordBag words, IReadOnlyList<string>? own, int count)
    {
        var scores = new Dictionary<int, float>();
        var less = own is null ? 0 : 1;
        foreach (var word in words.Words.Keys)
        {
            if (!_together.TryGetValue(word, out var counts) || _objectsOfWord[word] - less < LeastObjects)
                continue;
            var share = (_objectsOfWord[word] - less) / (float)Math.Max(1, _objects - less);
            foreach (var (number, together) in counts)
            {
                var isOwn = own is not null && own.Contains(_notations[number], StringComparer.Ordinal) ? 1 : 0;
                if (together - isOwn <= 0)
                    continue;
                var among = (together - isOwn + (Smoothing * share)) / (_objectsOfNotation[number] - isOwn + Smoothing);
                if (among > share)
                    scores[number] = scores.GetValueOrDefault(number) + MathF.Log(among / share);
            }
        }

        return [.. scores.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Take(count).Select(pair => (_notations[pair.Key], pair.Value))];
    }
}
