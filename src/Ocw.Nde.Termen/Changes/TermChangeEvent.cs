namespace Ocw.Nde.Termen.Changes;

/// <summary>A change as it is kept: with the version that brought it, and when.</summary>
/// <param name="Version">The version of the source.</param>
/// <param name="At">When that version was published here.</param>
/// <param name="Change">The change.</param>
public sealed record TermChangeEvent(string Version, DateTimeOffset At, TermChange Change);
