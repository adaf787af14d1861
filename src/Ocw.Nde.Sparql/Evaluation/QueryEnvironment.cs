namespace Ocw.Nde.Sparql.Evaluation;

/// <summary>What queries get from outside: clock, chance and network.</summary>
public sealed record QueryEnvironment
{
    /// <summary>The system's clock, a fresh seed for each query, no SERVICE.</summary>
    public static QueryEnvironment Default { get; } = new();

    /// <summary>The clock of NOW() and of the time limit. Default: the system's.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The seed of RAND(), UUID() and STRUUID(); <see langword="null"/> for another one each time. Default <see langword="null"/>.</summary>
    public int? Seed { get; init; }

    /// <summary>Where SERVICE goes; <see langword="null"/> makes each SERVICE fail (and SERVICE SILENT give one empty solution). Default <see langword="null"/>.</summary>
    public IServiceClient? Services { get; init; }

    /// <summary>The rows that operators hand over at a time. Default 1,024.</summary>
    public int BatchCapacity { get; init; } = 1024;

    internal Random NewRandom() => Seed is { } seed ? new Random(seed) : new Random();
}
