namespace Ocw.Nde.Datasetregister.Registration;

/// <summary>Which register, and the ceilings on its answers.</summary>
public sealed record RegisterOptions
{
    /// <summary>The address of the register's API. Default NDE's Dataset Register.</summary>
    public Uri Api { get; init; } = new("https://datasetregister.netwerkdigitaalerfgoed.nl/api/");

    /// <summary>How long one request may take: a register fetches and checks the description, and may try its distributions, while the caller waits. Default 5 minutes.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The most bytes of an answer. Default 4 MiB.</summary>
    public int MaximumAnswerBytes { get; init; } = 4 << 20;

    /// <summary>The most findings that are read from an answer. Default 500.</summary>
    public int MaximumFindings { get; init; } = 500;
}
