using Ocw.Nde.Mapping;
using Ocw.Nde.Mapping.Settings;
using Ocw.Nde.Node.Operations;
using Ocw.Nde.Node.Settings;
using Ocw.Nde.Rdf.Formats.JsonLd;
using Ocw.Nde.Rdf.Terms;

namespace Ocw.Nde.Node.Pipeline;

/// <summary>Makes the mapping profile of a source from its settings; nothing of the data directory is needed for it.</summary>
internal static class ProfileLoader
{
    /// <summary>The profile.</summary>
    /// <param name="node">The settings of the node: what IRIs begin with.</param>
    /// <param name="source">The source.</param>
    /// <param name="mapping">Its mapping, with the profile that was found if the source names none.</param>
    /// <param name="jsonLd">How JSON-LD records are read.</param>
    /// <exception cref="SettingsException">The mapping settings have mistakes.</exception>
    public static MappingProfile Load(NodeSettings node, SourceSettings source, MappingSettings mapping, JsonLdOptions jsonLd)
    {
        try
        {
            var dataset = new Iri(new NodeIris(node.BaseIri).Dataset(source.Dataset));
            var context = new MappingContext(node.BaseIri, source.Institution.Id, source.Dataset, dataset) { AccessFields = source.Access.NeededFields, JsonLd = jsonLd };
            return MappingProfile.Load(mapping, context, ProgramFiles.Mappings);
        }
        catch (MappingSettingsException e)
        {
            throw new SettingsException([.. e.Problems.Select(p => new SettingsError(source.File, MappingSettingsReader.LineOf(source.File, p.Key), "mapping." + p.Key, new(p.Dutch, p.English)))]);
        }
    }
}
