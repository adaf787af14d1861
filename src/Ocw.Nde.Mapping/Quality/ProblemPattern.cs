using Ocw.Nde.Mapping.Quality.Patterns;

namespace Ocw.Nde.Mapping.Quality;

/// <summary>A problem pattern of Europeana (Metis, metis-pattern-analysis) that one record alone shows.</summary>
public abstract class ProblemPattern
{
    /// <summary>All of them, in order of their codes. P1 takes a whole dataset: <see cref="SameTitles"/>.</summary>
    public static IReadOnlyList<ProblemPattern> All { get; } =
        [new EqualTitleAndDescription(), new NearIdenticalTitleAndDescription(), new UnrecognizableTitle(), new MeaninglessTitle(), new MissingDescription(), new ShortDescription(), new LongTitle()];

    /// <summary>Its code at Europeana: <c>P2</c>.</summary>
    public abstract string Code { get; }

    /// <summary>Whether a record shows it.</summary>
    public abstract bool Shows(QualityRecord record);
}
