namespace Ocw.Nde.Store.Files;

/// <summary>The files that a transaction or a merge writes before they are published; those that are not published are removed.</summary>
internal sealed class WorkFiles(StoreFolder folder)
{
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    internal IStoreFiles Files => folder.Files;

    internal long NewDictionary() => New(StoreFileNames.Dictionary);

    internal long NewSegment() => New(StoreFileNames.Segment);

    internal long NewHistory() => New(StoreFileNames.History);

    internal long NewLog() => New(StoreFileNames.Log);

    internal long NewRemoved() => New(StoreFileNames.Removed);

    internal string NewSpill()
    {
        var number = New(StoreFileNames.Spill);
        return StoreFileNames.Spill(number);
    }

    /// <summary>From here on the file belongs to the store.</summary>
    internal void Keep(string name) => _names.Remove(name);

    internal void Remove(string name)
    {
        _names.Remove(name);
        folder.Remove(name);
    }

    internal void RemoveAll()
    {
        foreach (var name in _names.ToArray())
            Remove(name);
    }

    private long New(Func<long, string> nameOf)
    {
        var number = folder.NewFileNumber();
        _names.Add(nameOf(number));
        return number;
    }
}
