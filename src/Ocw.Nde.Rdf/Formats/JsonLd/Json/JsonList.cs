using System.Collections;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Json;

/// <summary>A JSON array.</summary>
public sealed class JsonList : JsonItem, IReadOnlyList<JsonItem>
{
    private JsonItem[] _items;

    /// <summary>An empty array.</summary>
    public JsonList() => _items = [];

    /// <summary>An array of these items.</summary>
    public JsonList(IEnumerable<JsonItem> items)
    {
        _items = [.. items];
        Count = _items.Length;
    }

    /// <inheritdoc/>
    public int Count { get; private set; }

    /// <inheritdoc/>
    public JsonItem this[int index]
    {
        get => Items[index];
        internal set => _items.AsSpan(0, Count)[index] = value;
    }

    /// <summary>Puts an item at the end.</summary>
    public void Add(JsonItem item)
    {
        // Most arrays of expanded documents have one value.
        if (Count == _items.Length)
            Array.Resize(ref _items, Count == 0 ? 1 : Math.Max(4, Count * 2));
        _items[Count++] = item;
    }

    /// <inheritdoc/>
    public IEnumerator<JsonItem> GetEnumerator()
    {
        for (var at = 0; at < Count; at++)
            yield return _items[at];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The items, for whoever does not change the array meanwhile.</summary>
    internal ReadOnlySpan<JsonItem> Items => _items.AsSpan(0, Count);

    internal void AddRange(IEnumerable<JsonItem> items)
    {
        foreach (var item in items)
            Add(item);
    }

    internal void RemoveAt(int index)
    {
        _items.AsSpan(index + 1, Count - index - 1).CopyTo(_items.AsSpan(index));
        _items[--Count] = null!;
    }

    internal bool Has(JsonItem item)
    {
        foreach (var each in Items)
        {
            if (Same(each, item))
                return true;
        }

        return false;
    }
}
