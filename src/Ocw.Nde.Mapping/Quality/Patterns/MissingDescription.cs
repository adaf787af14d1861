namespace Ocw.Nde.Mapping.Quality.Patterns;

/// <summary>P7: no description, or empty ones only.</summary>
public sealed class MissingDescription : ProblemPattern
{
    /// <inheritdoc/>
    public override string Code => "P7";

    /// <inheritdoc/>
    public override bool Shows(QualityRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.Descriptions.All(string.IsNullOrWhiteSpace);
    }
}
