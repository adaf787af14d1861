namespace Ocw.Nde.Node.Operations;

/// <summary>The folders below the data directory. Only the store, the archive, the run log and the decisions cannot be derived from something else.</summary>
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

    /// <summary>The last good copies of catalogues of terminology sources.</summary>
    public string TermCatalogs => Path.Combine(Root, "termen-catalogs");

    /// <summary>The last good answers of live terminology sources; may be thrown away.</summary>
    public string TermAnswers => Path.Combine(Root, "termen-answers");

    /// <summary>The index of the search box.</summary>
    public string Search => Path.Combine(Root, "search");

    /// <summary>What people decided about literals.</summary>
    public string Decisions => Path.Combine(Root, "review", "decisions.jsonl");

    /// <summary>The questions that people are asked.</summary>
    public string ReviewQueue => Path.Combine(Root, "review-queue");

    /// <summary>What changed in terminology sources and in published alignments.</summary>
    public string Feeds => Path.Combine(Root, "feeds");

    /// <summary>The dumps of datasets.</summary>
    public string Dumps => Path.Combine(Root, "dumps");

    /// <summary>Records that were set aside, by channel.</summary>
    public string Quarantine => Path.Combine(Root, "quarantine");

    /// <summary>What mapping made of each record, by channel.</summary>
    public string Records => Path.Combine(Root, "records");

    /// <summary>Runs that wait for a person to approve or reject them, by channel.</summary>
    public string Waiting => Path.Combine(Root, "waiting");

    /// <summary>Validation reports as text, by channel.</summary>
    public string Reports => Path.Combine(Root, "reports");

    /// <summary>What runs found in their records, by source.</summary>
    public string RunReports => Path.Combine(Root, "run-reports");

    /// <summary>The JSON-LD contexts that are pinned.</summary>
    public string Contexts => Path.Combine(Root, "contexts");

    /// <summary>What registers answered, by dataset.</summary>
    public string Registrations => Path.Combine(Root, "registrations");

    /// <summary>Keyed hashes of what was purged and may not come back.</summary>
    public string BlockList => Path.Combine(Root, "blocked.json");

    /// <summary>What operators did to the data on purpose.</summary>
    public string Audit => Path.Combine(Root, "audit.jsonl");

    /// <summary>What may be thrown away at any time.</summary>
    public string Temporary => Path.Combine(Root, "tmp");

    /// <summary>The files that can neither be derived nor thrown away, in order of path; the store apart, which has its own way of being copied.</summary>
    public IEnumerable<string> Kept()
    {
        if (!Directory.Exists(Root))
            return [];
        string[] apart = [Store, Terms, Search, ReviewQueue, Dumps, Records, RunReports, TermAnswers, Temporary, Path.Combine(Archive, "tmp")];
        return Directory.EnumerateFiles(Root, "*", SearchOption.AllDirectories)
            .Where(file => !apart.Any(folder => file.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)))
            .Where(file => !file.EndsWith(".new", StringComparison.Ordinal) && !file.EndsWith(".tmp", StringComparison.Ordinal) && !file.EndsWith(".lock", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
    }
}
