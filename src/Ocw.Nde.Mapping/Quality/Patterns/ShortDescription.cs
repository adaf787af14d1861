namespace Ocw.Nde.Mapping.Quality.Patterns;

/// <summary>P9: a description of 50 characters or fewer; empty ones do not count.</summary>
public sealed class ShortDescription : ProblemPattern
{
    private const int MostCharacters = 50;

    /// <inheritdoc/>
    public override string Code => "P9";

    /// <inheritdoc/>
    public override bool Shows(QualityRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.Descriptions.Any(description => description.Length <= MostCharacters && !string.IsNullOrWhiteSpace(description));
    }
}
