namespace Ocw.Nde.Mapping.Quality.Patterns;

/// <summary>P2: a title is also a description, letter case aside.</summary>
public sealed class EqualTitleAndDescription : ProblemPattern
{
    /// <inheritdoc/>
    public override string Code => "P2";

    /// <inheritdoc/>
    public override bool Shows(QualityRecord record)
    {
        ArgumentNullException.ThrowIfNull(record);
        return record.Titles.Any(title => record.Descriptions.Any(description => string.Equals(title, description, StringComparison.OrdinalIgnoreCase)));
    }
}
