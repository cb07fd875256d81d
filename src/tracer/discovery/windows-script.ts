/**
 * The one PowerShell script that reads Windows' network, as JSON with the keys `system`, `adapters`, `addresses`,
 * `routes` and `nats`, each but the first an array of objects with exactly the properties named here. Only raw
 * properties: those that PowerShell computes for display (`Status`, `LinkSpeed`) are localised.
 * `Get-NetNat` does not exist on every edition; without it there are no nats.
 */
export const windowsScript = `$result=[ordered]@{}
$result.system=[ordered]@{name=[Environment]::MachineName;version=[Environment]::OSVersion.Version.ToString()}
$result.adapters=@(Get-NetAdapter -IncludeHidden | Select-Object Name,InterfaceDescription,InterfaceGuid,InterfaceIndex,InterfaceType,InterfaceOperationalStatus,NdisPhysicalMedium,HardwareInterface,ComponentID,MacAddress,MtuSize)
$result.addresses=@(Get-NetIPAddress | Select-Object InterfaceIndex,InterfaceAlias,IPAddress,PrefixLength,AddressState)
$result.routes=@(Get-NetRoute | Select-Object InterfaceIndex,DestinationPrefix,NextHop,RouteMetric,InterfaceMetric)
$result.nats=@(try{Get-NetNat | Select-Object Name,InternalIPInterfaceAddressPrefix,Active}catch{})
ConvertTo-Json -Compress -Depth 3 -InputObject $result
`
