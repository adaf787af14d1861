namespace Ocw.Nde.Harvest;

/// <summary>What a repository says about itself in answer to Identify (OAI-PMH 2.0 §4.2).</summary>
/// <param name="Name">Its name.</param>
/// <param name="HasDayGranularity">Whether it knows days only, not seconds; also when it does not say.</param>
/// <param name="DeletedRecord">How it keeps deleted records: <c>no</c>, <c>transient</c> or <c>persistent</c>. With the first two, only a full harvest shows what is gone.</param>
/// <param name="EarliestDatestamp">The earliest datestamp, as given; it is often wrong and never used.</param>
public sealed record OaiRepository(string? Name, bool HasDayGranularity, string? DeletedRecord, string? EarliestDatestamp);
