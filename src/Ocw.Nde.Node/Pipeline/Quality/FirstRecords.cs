namespace Ocw.Nde.Node.Pipeline.Quality;

/// <summary>Counts records and keeps the identifiers that come first in order of characters, so that the same records are named whatever the order of work. Belongs to one thread at a time.</summary>
internal sealed class FirstRecords(int most)
{
    private readonly SortedSet<string> _first = new(StringComparer.Ordinal);

    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    /// <summary>The first of them.</summary>
    public IReadOnlyList<string> Records => [.. _first];

    /// <summary>Counts one.</summary>
    public void Add(string record)
    {
        Count++;
        if (_first.Count >= most && string.CompareOrdinal(record, _first.Max) >= 0)
            return;
        _first.Add(record);
        if (_first.Count > most)
            _first.Remove(_first.Max!);
    }
}
