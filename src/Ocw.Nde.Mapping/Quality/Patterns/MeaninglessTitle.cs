namespace Ocw.Nde.Mapping.Quality.Patterns;

/// <summary>P6: a title of two characters or fewer.</summary>
public sealed class MeaninglessTitle : ProblemPattern
{
    private const int MostCharacters = 2;

    /// <inheritdoc/>
    public override string Code => "P6";

    /// <inheritdoc/>
    public override bool Shows(QualityRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.Titles.Any(title => title.Length <= MostCharacters);
    }
}
