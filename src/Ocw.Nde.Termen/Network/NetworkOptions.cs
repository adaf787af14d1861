namespace Ocw.Nde.Termen.Network;

/// <summary>The ceilings of the network of sources.</summary>
public sealed record NetworkOptions
{
    /// <summary>The longest time that a question may give a live source. Default 60 seconds.</summary>
    public TimeSpan MaxTimeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The most IRIs of one look-up; more is an error of the caller. Default 10,000.</summary>
    public int MaxLookups { get; init; } = 10_000;

    /// <summary>The most characters of the text of a question that are read. Default 500.</summary>
    public int MaxText { get; init; } = 500;

    /// <summary>From which age a kept copy of a source that is both kept and live is passed over for the live one. Default 90 days.</summary>
    public TimeSpan MaxCopyAge { get; init; } = TimeSpan.FromDays(90);
}
