namespace Ocw.Nde.Node.Operations;

/// <summary>The data that stands beside the code and goes with the program: queries, shapes, samples.</summary>
internal static class ProgramFiles
{
    /// <summary>Stored queries.</summary>
    public static string Queries => Path.Combine(AppContext.BaseDirectory, "sparql");

    /// <summary>Mapping profiles.</summary>
    public static string Mappings => Path.Combine(Queries, "mappings");

    /// <summary>Models that records can be written in.</summary>
    public static string Models => Path.Combine(Queries, "models");

    /// <summary>The catalogue of terminology sources that the program brings along.</summary>
    public static string TermCatalog => Path.Combine(AppContext.BaseDirectory, "ontologies", "termen", "catalog");

    /// <summary>The samples of the demonstration.</summary>
    public static string Samples => Path.Combine(AppContext.BaseDirectory, "samples");
}
