using System.Collections;

namespace Ocw.Nde.Rdf.Formats.JsonLd.Json;

/// <summary>A JSON array.</summary>
public sealed class JsonList : JsonItem, IReadOnlyList<JsonItem>
{
    private readonly List<JsonItem> _items;

    /// <summary>An empty array.</summary>
    public JsonList() => _items = [];

    /// <summary>An array of these items.</summary>
    public JsonList(IEnumerable<JsonItem> items) => _items = [.. items];

    /// <inheritdoc/>
    public int Count => _items.Count;

    /// <inheritdoc/>
    public JsonItem this[int index]
    {
        get => _items[index];
        internal set => _items[index] = value;
    }

    /// <summary>Puts an item at the end.</summary>
    public void Add(JsonItem item) => _items.Add(item);

    /// <inheritdoc/>
    public IEnumerator<JsonItem> GetEnumerator() => _items.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void AddRange(IEnumerable<JsonItem> items) => _items.AddRange(items);

    internal void RemoveAt(int index) => _items.RemoveAt(index);

    internal bool Has(JsonItem item) => _items.Exists(each => Same(each, item));
}
