namespace Ocw.Nde.Node.Operations;

/// <summary>The folders below the data directory. Only the store, the archive and the run log cannot be derived from something else.</summary>
internal sealed class DataFolders(string root)
{
    /// <summary>The data directory.</summary>
    public string Root { get; } = root;

    /// <summary>The quads.</summary>
    public string Store => Path.Combine(Root, "store");

    /// <summary>Every payload that was harvested.</summary>
    public string Archive => Path.Combine(Root, "archive");

    /// <summary>The list of runs.</summary>
    public string Runs => Root;

    /// <summary>The index of terms.</summary>
    public string Terms => Path.Combine(Root, "termen");

    /// <summary>The index of the search box.</summary>
    public string Search => Path.Combine(Root, "search");

    /// <summary>The dumps of datasets.</summary>
    public string Dumps => Path.Combine(Root, "dumps");

    /// <summary>Records that were set aside, by channel.</summary>
    public string Quarantine => Path.Combine(Root, "quarantine");

    /// <summary>Validation reports as text, by channel.</summary>
    public string Reports => Path.Combine(Root, "reports");

    /// <summary>What registers answered, by dataset.</summary>
    public string Registrations => Path.Combine(Root, "registrations");

    /// <summary>What may be thrown away at any time.</summary>
    public string Temporary => Path.Combine(Root, "tmp");
}
