namespace Ocw.Nde.Node.Features.Datasets;

/// <summary>A dataset in a list.</summary>
/// <param name="Href">Its page.</param>
/// <param name="Title">Its title.</param>
/// <param name="Description">What it holds.</param>
/// <param name="Publisher">Who publishes it.</param>
/// <param name="IsIncomplete">Whether the last run of one of its channels did not see everything.</param>
public sealed record DatasetSummary(string Href, string Title, string? Description, string Publisher, bool IsIncomplete);
