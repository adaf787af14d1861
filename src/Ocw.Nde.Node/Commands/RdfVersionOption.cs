using System.CommandLine;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Node.Commands;

/// <summary><c>--rdf-version 1.1|1.2</c>: which version of RDF and SPARQL a command reads.</summary>
internal static class RdfVersionOption
{
    internal static Option<string?> Create() => new("--rdf-version")
    {
        Description = "Versie van RDF en SPARQL: 1.1 (standaard) of 1.2 / Version of RDF and SPARQL: 1.1 (default) or 1.2",
        HelpName = "1.1|1.2",
    };

    /// <summary>The version that was asked for; <see langword="null"/> if none was.</summary>
    internal static RdfVersion? Read(string? given)
    {
        if (given is null)
            return null;
        return RdfVersions.TryParse(given, out var version)
            ? version
            : throw new UserException(new($"--rdf-version {given} bestaat niet; kies 1.1 of 1.2.", $"--rdf-version {given} does not exist; choose 1.1 or 1.2."), ExitCode.Usage);
    }
}
