namespace Ocw.Nde.Harvest;

/// <summary>Says what is to be taken out of archived payloads.</summary>
public interface IErasure
{
    /// <summary>Whether a record is to be taken out.</summary>
    bool Covers(HarvestedRecord record);

    /// <summary>An RDF document without what is to be taken out, in a text syntax of RDF; <see langword="null"/> if there is nothing in it.</summary>
    byte[]? Without(HarvestedDocument document);

    /// <summary>Whether a text names what is to be taken out: for answers kept as evidence, and remarks of runs.</summary>
    bool Mentions(string text);
}

/// <summary>What erasing did, or would do.</summary>
/// <param name="Records">The records, by identifier and place.</param>
/// <param name="Payloads">The hashes of payloads that were written anew: from what to what; to an empty text where nothing was left.</param>
/// <param name="Remarks">How many remarks of runs were taken out.</param>
public sealed record ErasureReport(IReadOnlyList<ErasedRecord> Records, IReadOnlyDictionary<string, string> Payloads, int Remarks)
{
    /// <summary>Whether there is nothing to take out.</summary>
    public bool IsEmpty => Records.Count == 0 && Payloads.Count == 0 && Remarks == 0;
}

/// <summary>A record that was taken out of a payload.</summary>
/// <param name="Identifier">Its identifier in the source.</param>
/// <param name="Origin">Where it was.</param>
public sealed record ErasedRecord(string Identifier, string Origin);
