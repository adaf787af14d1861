using System.Collections;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Json;

/// <summary>A JSON object: each key once, in the order in which the keys came.</summary>
public sealed class JsonMap : JsonItem, IReadOnlyCollection<KeyValuePair<string, JsonItem>>
{
    /// <summary>Up to this many entries the keys are compared one by one; beyond, an index is made.</summary>
    private const int FewEntries = 8;

    private KeyValuePair<string, JsonItem>[] _entries = [];
    private Dictionary<string, int>? _index;

    /// <summary>How many entries there are.</summary>
    public int Count { get; private set; }

    /// <summary>The line of the document where the object begins, from 1; 0 when it was made otherwise.</summary>
    public int Line { get; internal init; }

    /// <summary>The column where the object begins, from 1; 0 when it was made otherwise.</summary>
    public int Column { get; internal init; }

    /// <summary>The value of a key, or <see langword="null"/> where it is absent; setting replaces it in its place or adds it at the end.</summary>
    public JsonItem? this[string key]
    {
        get => IndexOf(key) is >= 0 and var at ? _entries[at].Value : null;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            var at = IndexOf(key);
            if (at >= 0)
                _entries[at] = new(key, value);
            else
                Append(key, value);
        }
    }

    /// <summary>The keys, in order.</summary>
    public IEnumerable<string> Keys
    {
        get
        {
            for (var at = 0; at < Count; at++)
                yield return _entries[at].Key;
        }
    }

    /// <summary>Whether there is an entry with this key.</summary>
    public bool Has(string key) => IndexOf(key) >= 0;

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, JsonItem>> GetEnumerator()
    {
        for (var at = 0; at < Count; at++)
            yield return _entries[at];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Adds an entry at the end, so that a map can be written down with its entries.</summary>
    /// <exception cref="ArgumentException">The key is there already.</exception>
    public void Add(string key, JsonItem value)
    {
        if (!TryAdd(key, value))
            throw new ArgumentException($"The key '{key}' is there already.", nameof(key));
    }

    /// <summary>Adds a string.</summary>
    public void Add(string key, string value) => Add(key, new JsonString(value));

    internal ReadOnlySpan<KeyValuePair<string, JsonItem>> Entries => _entries.AsSpan(0, Count);

    internal bool TryAdd(string key, JsonItem value)
    {
        if (IndexOf(key) >= 0)
            return false;
        Append(key, value);
        return true;
    }

    /// <summary>The list of a key, made where it is absent.</summary>
    internal JsonList ListOf(string key)
    {
        if (this[key] is JsonList list)
            return list;
        list = this[key] is { } single ? [single] : [];
        this[key] = list;
        return list;
    }

    /// <summary>The map of a key, made where it is absent.</summary>
    internal JsonMap MapOf(string key)
    {
        if (this[key] is not JsonMap map)
            this[key] = map = new JsonMap();
        return map;
    }

    /// <summary>Gives the entry that was added last its value.</summary>
    internal void SetLast(JsonItem value) => _entries[Count - 1] = new(_entries[Count - 1].Key, value);

    internal string? StringOf(string key) => (this[key] as JsonString)?.Value;

    internal bool Remove(string key)
    {
        var at = IndexOf(key);
        if (at < 0)
            return false;
        _entries.AsSpan(at + 1, Count - at - 1).CopyTo(_entries.AsSpan(at));
        Count--;
        _entries[Count] = default;
        _index = null;
        return true;
    }

    internal JsonMap Copy()
    {
        var copy = new JsonMap { Line = Line, Column = Column };
        copy._entries = _entries.AsSpan(0, Count).ToArray();
        copy.Count = Count;
        return copy;
    }

    /// <summary>The entries in the order of their keys' code units where <paramref name="ordered"/>, else as they stand.</summary>
    internal KeyValuePair<string, JsonItem>[] Snapshot(bool ordered)
    {
        var entries = Entries.ToArray();
        if (ordered)
            Array.Sort(entries, (a, b) => string.CompareOrdinal(a.Key, b.Key));
        return entries;
    }

    private int IndexOf(string key)
    {
        if (Count > FewEntries)
        {
            _index ??= MakeIndex();
            return _index.TryGetValue(key, out var found) ? found : -1;
        }

        for (var at = 0; at < Count; at++)
        {
            if (string.Equals(_entries[at].Key, key, StringComparison.Ordinal))
                return at;
        }

        return -1;
    }

    private Dictionary<string, int> MakeIndex()
    {
        var index = new Dictionary<string, int>(Count * 2, StringComparer.Ordinal);
        for (var at = 0; at < Count; at++)
            index.Add(_entries[at].Key, at);
        return index;
    }

    private void Append(string key, JsonItem value)
    {
        if (Count == _entries.Length)
            Array.Resize(ref _entries, Math.Max(4, Count * 2));
        _entries[Count] = new(key, value);
        _index?.Add(key, Count);
        Count++;
    }
}
