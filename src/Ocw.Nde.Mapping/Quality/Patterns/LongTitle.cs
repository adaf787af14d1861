namespace Ocw.Nde.Mapping.Quality.Patterns;

/// <summary>P12: a title of more than 70 characters.</summary>
public sealed class LongTitle : ProblemPattern
{
    private const int MostCharacters = 70;

    /// <inheritdoc/>
    public override string Code => "P12";

    /// <inheritdoc/>
    public override bool Shows(QualityRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.Titles.Any(title => title.Length > MostCharacters);
    }
}
